"""What is said to people who sign in, and to those who are not let in."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "problem": {
        "sign-in-failed": (
            "没有登录成功。请核对账号、口令和动态码；动态码每个只能用一次，请等下一个再试。",
            (
                "You are not signed in. Check name, password and code; each code is good once, so wait for "
                "the next one."
            ),
        ),
        "tried-too-often": (
            "登录失败的次数太多，暂时不能再试。请过一会儿再试；急用的，请系统管理员重置账号。",
            (
                "There were too many failures, and nobody may try for the moment. Try again later; if it is "
                "urgent, have the system administrator reset the account."
            ),
        ),
        "sign-in-busy": (
            "同时登录的人太多，这一次没有核对。请过几秒钟再试。",
            "Too many people sign in at this moment, and this was not checked. Try again in a few seconds.",
        ),
        "password-expired": (
            "口令已经到了规定的更换时间。请在登录时同时给出新口令。",
            "The time of this password is over. Sign in with it once more, and give a new one along with it.",
        ),
        "password-too-weak": (
            "这个口令不够安全，没有采用。请按列出的各项另选：至少十二个字符，不用常见词，不含姓名和账号。",
            (
                "This password is not safe enough and was not taken. Choose another by the items listed: "
                "twelve characters or more, no common word, neither your name nor your account."
            ),
        ),
        "invitation-void": (
            "开通码无效、已经用过或者已经过期。请向系统管理员另要一个。",
            (
                "This invitation is not valid, was used, or has run out. Ask the system administrator for "
                "another one."
            ),
        ),
        "code-not-right": (
            "动态码不对，账号还没有开通。请核对手机的时间，用新显示的动态码再试；还没有扫码的，请先扫码。",
            (
                "The code is not right, and the account is not set up yet. Check the clock of your device "
                "and use the code it shows now; if you have not scanned yet, do that first."
            ),
        ),
        "nobody-here": (
            "统一认证已经通过，但是本系统没有登记这个人。请系统管理员登记您的身份对应。",
            (
                "The provider knows you, but nobody has entered you here. Ask the system administrator to "
                "enter whom the provider means."
            ),
        ),
        "sign-in-not-finished": (
            "这次统一认证登录没有完成，或者不是从这个浏览器开始的。请从登录页重新登录。",
            (
                "This sign-in was not finished, or did not begin in this browser. Begin again at the sign-in "
                "page."
            ),
        ),
        "provider-away": (
            "统一认证暂时连接不上，什么都没有改变。请稍候再试。",
            "The identity provider cannot be reached for the moment; nothing was changed. Try again shortly.",
        ),
        "not-from-our-pages": (
            "这个请求不是从本系统的页面发出的，没有执行。请刷新页面后再试。",
            "This was not sent by a page of this system, and was not done. Reload the page and try again.",
        ),
        "no-session": (
            "这一步要在页面会话中办，令牌不能代替。请登录页面后再试。",
            "This is done in the session of a page, not with a token. Sign in to the pages and try again.",
        ),
        "account-there": (
            "这个人已经有账号，或者这个名称已经有人用了，什么都没有改变。请核对账号列表。",
            (
                "This person has an account, or the name is taken; nothing was changed. Check the list of "
                "accounts."
            ),
        ),
    },
}
