"""What is tried first: words at the heart of common passwords, and walks over the keys.

Our own list: English and pinyin, the words of this trade, the names of what is signed in to.
"""

_WORDS = """
aaa abc abcabc abcd abcde abcdef abcdefg admin administrator aini aiwo alibaba alipay android angel
anything apple april asdf asdfgh asdfghjkl august autumn baba baby baidu baobao baobei baseball
basketball batman beijing ceshi changeme china company computer cunwei dajia dangyuan database
december default demo denglu dragon facai fayuan february fengqiao fengqiaojingyan flower football
freedom gongan gongchandang gongxi google guangzhou guanli guanliyuan guest hangzhou happy hello
henan huawei iloveyou internet iphone january jiancha jiangsu jiedao jingyan jiufen jixiang july
june killer kuaile laogong laopo lenovo letmein linux lion lisi login logon love lover loveyou lucky
mama manager maodun march master microsoft mima monday money monkey moren mysql network nihao
nothing november october office oracle pass passcode passphrase passw passwd password passwort
pingan poiuy postgres postgresql prince princess qazwsx qweasd qwer qwerty qwertyuiop renmin root
ruyi secret security september server shadow shandong shanghai shengri shenzhen shequ shuji sichuan
sifa sifasuo signin something spring star starwars summer sunday sunshine superadmin superman
sysadmin system taobao temp temporary tencent test testing tiaojie tiger trustno user wangge
wanggeyuan wangwu wechat weixin welcome whatever windows winter woai woaini woaizuguo wode word
world xiangzhen xianwei xianzhengfu xiaomi xiaoming xiexie xinfang xinfangju xingfu xitong yonghu
zhangsan zhejiang zhengfa zhengfu zhongguo zhonghua zhuji zongzhi zuguo zxcv zxcvbn zxcvbnm
"""
# Longer ones first: what is left of a password once they are taken out tells whether it was more than they.
CORES = tuple(sorted(_WORDS.split(), key=len, reverse=True))

_ROWS = (
    "`1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "abcdefghijklmnopqrstuvwxyz",
    "!@#$%^&*()_+",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "0123456789",
    "1q2w3e4r5t6y7u8i9o0p",
)
WALKS = tuple(each for row in _ROWS for each in (row, row[::-1]))
