"""What stands on the papers of reviews (复查、复核文书), paragraph by paragraph."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "petition-paper": {
        "reviewed": (
            "您对{of_unit}的处理意见不服，请求复查（编号{number}）。依照{article}，{unit}复查如下。",
            (
                "You asked for a review of the handling opinion of {of_unit} (no. {number}). {unit} has "
                "reviewed it ({article})."
            ),
        ),
        "re-reviewed": (
            "您对{of_unit}的复查意见不服，请求复核（编号{number}）。依照{article}，{unit}复核如下。",
            (
                "You asked for a re-review of the review opinion of {of_unit} (no. {number}). {unit} has "
                "reviewed it again ({article})."
            ),
        ),
        "original": ("原意见：{original}", "The opinion that was reviewed: {original}"),
        "petitioners-view": ("您的意见：{petitioners_view}", "Your view: {petitioners_view}"),
        "was-heard": (
            "本件举行过听证，评议团的意见已经附卷。",
            "A hearing was held; the opinion of its panel is with the papers.",
        ),
        "result": ("意见：{result}。", "Opinion: {result}."),
        "orders": ("责令事项：{orders}", "It is ordered: {orders}"),
        "ask-for-re-review": (
            "不服本意见的，依照{article}，可以自收到之日起{days}日内向{organ}请求复核。",
            (
                "If you do not accept this opinion, you may ask {organ} for a re-review within {days} days "
                "from the day you receive it ({article})."
            ),
        ),
        "by-post": (
            "期限从收到的第二天起计算；最后一日是休息日的，顺延到下一个工作日；邮寄的，以邮戳日期为准。",
            (
                "The days count from the day after. A last day that is a day off moves to the next working "
                "day. Of a letter the postmark counts."
            ),
        ),
        "the-end": (
            "依照{article}，信访程序到此结束；以同一事实和理由再提出的，不再受理。有新的事实和理由的，可以另行提出。",
            (
                "With this the petition procedure has ended ({article}): the same facts and reasons are not "
                "accepted again. New facts and reasons may be brought as a new petition."
            ),
        ),
        "after-care": (
            "依照{article}，有关单位会继续做好说明解释，愿意调解的可以提出，生活有困难的可以请求帮助申请救助。",
            (
                "The unit goes on explaining, offers mediation to whoever wishes it, and helps to apply for "
                "aid in hardship ({article})."
            ),
        ),
        "published": (
            "本意见经过听证，依法向社会公开；您的姓名和隐私不公开。",
            "After the hearing this opinion is published by law; your name and your privacy are not.",
        ),
        "hearing": (
            "您的信访事项（编号{number}）定于{when}在{place_unit}{room}举行听证，请您参加。",
            (
                "A hearing in your matter (no. {number}) is held at {place_unit}{room} on {when}. "
                "You are invited."
            ),
        ),
        "panel": (
            "依照{article}，听证评议团按编号从名册中抽取，没有人可以挑选，任何人都可以重新核对。成员编号：{members}。",
            (
                "The panel was drawn from the pool by number ({article}): nobody chose it, and anybody can "
                "draw it again. Its members, by number: {members}."
            ),
        ),
        "hearing-rights": ("您可以：", "You may ask or do the following:"),
        "panel-advises": (
            "评议团只提意见，不作决定；是否参加听证，不影响您的任何权利。",
            (
                "The panel advises and decides nothing. Whether you come or not, none of your rights is "
                "affected."
            ),
        ),
    },
}
