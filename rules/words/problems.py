"""What the API says when it cannot answer: what happened, whether anything changed, what to do."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "problem": {
        "malformed": (
            "请求的内容不完整或者格式不对，什么都没有改变。请按列出的各项更正后再提交。",
            (
                "The request is incomplete or badly formed; nothing was changed. Correct the items listed "
                "here and send it again."
            ),
        ),
        "no-chinese-font": (
            "没有中文字体，或者缺少排版程序库，打不出 PDF。请安装后再试，或者下载另一种文件。",
            (
                "This server has no Chinese font, or not the libraries that lay out a page, so no PDF can be "
                "made. Have them installed, or take the .docx."
            ),
        ),
        "too-large": (
            "提交的内容太大，什么都没有改变。请删减文字，或者把材料作为附件分开提交。",
            "The request is too large; nothing was changed. Shorten it, or hand in the material separately.",
        ),
        "head-too-large": (
            "请求的首部太长，什么都没有改变。请缩短地址和各个首部后再试。",
            "The head of the request is too long; nothing was changed. Shorten the address and the headers.",
        ),
        "not-http": (
            "收到的不是完整的请求，什么都没有改变。请检查所用的程序和中间的设备。",
            (
                "What came is no HTTP request; nothing was changed. Check the program that sent it, and what "
                "stands in between."
            ),
        ),
        "draft-registered": (
            "这份草稿已经登记，没有再保存一份。请到登记回执或者案件中继续办理。",
            (
                "What this draft held has been registered, and no draft is kept of it any more. Go on in the "
                "receipt, or in the case."
            ),
        ),
        "too-many-drafts": (
            "草稿已经有{most}份，这一份没有保存。请登记或者作废其中一些再保存。",
            (
                "You keep {most} drafts already, and this one was not kept. Register or throw away some of "
                "them first."
            ),
        ),
        "too-slow": (
            "等了太久，请求没有收完，什么都没有改变。请检查网络后再试一次。",
            (
                "The request took too long to come and was not taken; nothing was changed. Check the network "
                "and try again."
            ),
        ),
        "too-often": (
            "这个地址一小时内提交的次数太多，这一次没有收下。请过一小时再提交，或者直接到窗口。",
            (
                "Too many submissions came from this address within an hour; this one was not taken in. "
                "Come again in an hour, or come to the window."
            ),
        ),
        "opened-too-many": (
            "您一小时内打开的事项太多，这一件没有打开；打开过的仍可再看。请稍后再打开，确有需要的请与系统管理员联系。",
            (
                "You opened too many matters within an hour, and this one was not; those you have opened you "
                "may still read. Come back later, or speak to the system administrator if there is need."
            ),
        ),
        "not-found": (
            "没有找到。请核对编号；编号无误的，可能不在您可以查看的范围内。",
            "Not found. Check the number; if it is right, it may not be yours to see.",
        ),
        "danger-after-the-end": (
            "这件事已经全部办结，危险报告无法记入。情况紧急的，请立即报警；之后请到窗口重新登记。",
            (
                "This matter is closed, and the report of danger cannot be entered in it. If it is urgent, "
                "call the police at once; then have the matter registered anew at the window."
            ),
        ),
        "engine-away": (
            "办理系统暂时连接不上，什么都没有改变。请稍候片刻再试。",
            "The engine cannot be reached for the moment; nothing was changed. Try again shortly.",
        ),
        "records-away": (
            "记录库暂时连接不上，什么都没有改变。请稍候片刻再试。",
            "The records cannot be reached for the moment; nothing was changed. Try again shortly.",
        ),
        "unreconciled": (
            "记录刚从备份恢复，核对之前暂不办理，什么都没有改变。请系统管理员核对后再试。",
            (
                "The records have just come back from a backup and are not reconciled; nothing was changed. "
                "Tell the system administrator to run fengqiao reconcile, and try again afterwards."
            ),
        ),
        "clocks-disagree": (
            "本机的时钟与记录库的时钟不一致，暂时不能受理，什么都没有改变。请通知系统管理员校准时钟，之后再试。",
            (
                "The clock of this machine and that of the records disagree; nothing was changed. Tell the "
                "system administrator to set the clock right, then try again."
            ),
        ),
        "other-records": (
            "这个数据库属于另一种环境（演练或者正式），不能在这里使用，什么都没有改变。请系统管理员改正设置后重新启动。",
            (
                "The records belong to an installation of another kind, a training or a real one; nothing "
                "was changed. Tell the system administrator to correct the settings and start again."
            ),
        ),
        "key-unknown": (
            "所需的密钥不在本系统的钥匙串上，暂时无法读取；内容没有丢失。请通知系统管理员把密钥加回，之后再试。",
            (
                "A key that is needed is not on this system's ring, so this cannot be read for the moment; "
                "nothing is lost. Tell the administrator to put it back, and try again then."
            ),
        ),
        "no-leave-to-open": (
            "查阅流程记录须先说明理由，或者上次申请的时间已过。请先提交查阅申请，之后四小时内可以查阅。",
            (
                "Histories are opened for a reason, and none was given or its time is over. Ask to open "
                "them; for four hours you can then."
            ),
        ),
        "histories-are-read-only": (
            "流程记录只能查阅，不能写入，什么都没有改变。请通过办理接口办理。",
            (
                "Histories are read and never written here; nothing was changed. Act through the API of "
                "the matter."
            ),
        ),
        "cannot-sign": (
            "新的签名密钥还没有由前一把密钥介绍，暂时不能签名，什么都没有改变。请系统管理员把前一把密钥也配上。",
            (
                "The new signing key has not been introduced by the one before it, so nothing can be signed; "
                "nothing was changed. The administrator has to set the one before it as well."
            ),
        ),
        "look-not-noted": (
            "查阅记录暂时写不进去，所以不能查阅；什么都没有改变。请稍候再试；仍然不行的，请告诉系统管理员。",
            (
                "That you look at this cannot be noted for the moment, so it cannot be read; nothing was "
                "changed. Try again shortly; if it goes on, tell the administrator."
            ),
        ),
        "outcome-not-known": (
            "还不知道这次办理是否已经生效。请用同一个幂等键（Idempotency-Key）再提交一次，不会重复办理。",
            (
                "It is not known yet whether this took effect. Send it again with the same "
                "Idempotency-Key; it will not be done twice."
            ),
        ),
        "another-world": (
            "预览之后情况有了变化，什么都没有改变。请按列出的变化重新预览，核对后再办理。",
            (
                "Something has changed since the preview; nothing was changed. Look at the preview again, "
                "with what is listed here, and carry it out as it is now."
            ),
        ),
        "key-reused": (
            "这个幂等键（Idempotency-Key）已经用于内容不同的请求，什么都没有改变。请为新的请求使用新的键。",
            (
                "This Idempotency-Key was used for a different request; nothing was changed. Use a new "
                "key for a new request."
            ),
        ),
        "not-signed": (
            "消息没有签名、签名不对，或者时间超出允许的范围，没有收下。请核对密钥和时钟后重新签名发送。",
            (
                "The message is not signed, not by whom it says, or not now; it was not taken in. Check the "
                "key and the clock, sign it anew and send it again."
            ),
        ),
        "unreadable": (
            "消息无法读取，没有收下。请按对接合同的格式发送。",
            "The message is no readable JSON; it was not taken in. Send it in the form of the contract.",
        ),
        "message-id-reused": (
            "这个消息编号已经用于内容不同的消息，没有收下。请为新的消息使用新的编号。",
            (
                "This message id was used for a different message; it was not taken in. Use a new id for a "
                "new message."
            ),
        ),
        "nothing-for-open-cases": (
            "这个版本没有适用于在办案件的期间规则，什么都没有改变。请核对版本；新案件自动适用新版本。",
            (
                "This edition has no rule that reaches open cases; nothing was changed. Check the edition; "
                "new cases run under the new one anyway."
            ),
        ),
        "clock-without-number": (
            "有关规定没有写明天数，不能计算到期日。请在期限规则表中查看其依据，由承办单位确定办理时间。",
            (
                "The source of this period names no number, so no due date can be counted. See its basis in "
                "the table of periods; the body in charge sets the time."
            ),
        ),
        "method-not-allowed": (
            "这个地址不支持这种请求方式，什么都没有改变。请查看接口说明，换用它支持的方式。",
            (
                "This address does not take that method; nothing was changed. See the API's documentation "
                "for the methods it takes."
            ),
        ),
        "unexpected": (
            "系统出了故障，没有办成。请稍后再试；仍然不行的，请把时间和案件编号告诉系统管理员。",
            (
                "Something of ours is broken, and this was not done. Try again later; if it goes on, tell "
                "the administrator the time and the case number."
            ),
        ),
        "unauthenticated": (
            "没有登录，或者登录已经失效。请重新登录。",
            "You are not signed in, or your sign-in has expired. Sign in again.",
        ),
    },
}
