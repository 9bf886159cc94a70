"""What stands on the pages of administration about officers (人员), and whose an act is."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    # as what somebody is told who has no seat, and is nobody by name
    "told-as": {
        "holder": ("查询码持有人", "Whoever holds the code"),
        "party": ("当事人", "A party"),
    },
    "page": {
        "paper-issuer": ("由谁出具", "Issued by"),
        "paper-addressee": ("送给谁", "For whom"),
        "paper-hands": ("拟稿以后", "After it is drafted"),
        "hand-draft": ("拟稿", "draft"),
        "hand-review": ("审核", "review"),
        "hand-sign": ("签名", "sign"),
        "hand-seal": ("盖章", "seal"),
        "calendar-of-china": ("国务院办公厅公布的全国放假安排", "The national calendar of the State Council"),
        "notice-about": ("内容", "About"),
        "notice-to": ("通知谁", "To whom"),
        "nothing-like-that": ("没有符合筛选的待办。", "Nothing that waits is like that."),
        "nobody-is-silent": ("没有单位逾期不回应。", "No unit is late with an answer."),
        "no-letter-fails": ("没有投递失败的消息，都正常。", "No letter is failing: all is well."),
        "no-adapters": ("还没有对接系统的往来。", "Nothing has come from or gone to an agency's system yet."),
        "filter-kept": (
            "筛选已保存，在“常用筛选”中可以打开。",
            "The filter is kept; open it under “Filters I keep”.",
        ),
        "nothing-to-oversee": ("现在没有在办的，无需过问。", "None is open now; nothing has to be seen to."),
        "due-state": ("到期情况", "How it stands"),
        "no-length-no-day": (
            "这项期限没有规定长短，算不出到期日。",
            "No length is set for this period, so there is no day to reckon.",
        ),
        "proposed-by-these": (
            "放假安排和期限规则由{posts}提请公布。",
            "Calendars and rules are proposed by: {posts}.",
        ),
        "left-on": ("{day}离任", "left on {day}"),
        "nobody-called-so": (
            "人员登记中没有“{name}”。请从列表中选择，或者先登记这位人员。",
            "Nobody called “{name}” is in the directory. Choose from the list, or enter the person first.",
        ),
        "several-called-so": (
            "叫“{name}”的不止一位：{people}。请写明是哪一位的编号。",
            "More than one person is called “{name}”: {people}. Write the reference of the one you mean.",
        ),
        "and-others": ("{posts}等", "{posts} and others"),
        "not-for-your-post": (
            "这项管理事务不由您的岗位办理。",
            "This is not for your post to do or to read.",
        ),
        "registers-of-others": (
            "名册由{posts}管理，经办案件的岗位可以查阅，您的岗位不查阅。",
            "Registers are kept by: {posts}. Posts that handle matters read them; yours does not.",
        ),
        "person-hint": (
            "写姓名或编号，可以从列表中选。",
            "A name or a reference. You can choose from the list.",
        ),
    },
}
