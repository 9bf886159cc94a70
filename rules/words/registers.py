"""The registers and the list of powers (名册、权责清单), in words."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "register": {
        "mediators": ("调解员名册", "Mediators"),
        "lawyers": ("律师名册", "Lawyers"),
        "panel-members": ("听证评议团名册", "Members of hearing panels"),
        "volunteer-teams": ("志愿服务队", "Volunteers' teams"),
        "invited": ("特邀参与人名册", "Invited participants"),
        "village-resources": ("村级资源", "What a village has"),
        "functions": ("单位职能", "Functions of units"),
        "premises": ("合署办公", "Under one roof"),
        "readiness": ("规范化建设", "Readiness of centres"),
        "windows": ("窗口", "Windows"),
        "shifts": ("值班", "Duty rosters"),
        "engagements": ("律师办理的事项", "Matters of lawyers"),
        "complaints": ("对调解员的投诉", "Complaints about mediators"),
        "rooms": ("房间", "Rooms"),
    },
    "mediator-grade": {
        "first": ("一级", "First grade"),
        "second": ("二级", "Second grade"),
        "third": ("三级", "Third grade"),
        "ungraded": ("未评定等级", "Not graded"),
    },
    "invited-as": {
        "party-delegate": ("党代表", "Delegate to the Party congress"),
        "congress-deputy": ("人大代表", "Deputy to the people's congress"),
        "consultative-member": ("政协委员", "Member of the consultative conference"),
        "legal-worker": ("法律工作者", "Legal worker"),
        "respected-person": ("行业贤达", "Respected person of a trade"),
    },
    "resource": {
        "peacemakers": ("和事佬工作室", "Peacemakers' studio"),
        "police-post": ("辅警工作站", "Post of the auxiliary police"),
        "veterans-station": ("退役军人服务站", "Veterans' service station"),
        "covenant": ("一约四会", "Village covenant and its four associations"),
        "volunteers": ("社会力量", "Social forces"),
    },
    "function": {
        "reception-centre": ("群众接访中心", "Centre of reception"),
        "convenience-centre": ("便民服务中心", "Centre of services"),
        "resolution-centre": ("多元化解中心", "Centre of resolution"),
        "command-centre": ("平台指挥中心", "Centre of command"),
        "reception": ("接访", "Reception of petitions"),
        "litigation": ("诉讼", "Litigation"),
        "mediation": ("调解", "Mediation"),
        "labour": ("劳动监察仲裁", "Labour inspection and arbitration"),
        "reconsideration": ("行政复议", "Administrative reconsideration"),
        "legal-service": ("公共法律服务", "Public legal service"),
    },
    "ready-item": {
        "sign": ("标牌", "Sign"),
        "premises": ("场地", "Rooms"),
        "staff": ("人员", "People"),
        "rules": ("制度", "Written rules"),
    },
    "engaged-as": {
        "for-a-party": ("当事人的代理人", "Acts for a party"),
        "opinion": ("出具法律意见", "Gives a legal opinion"),
    },
    "directory-change": {
        "line-entered": ("登记名册", "Entered in a register"),
        "line-ended": ("名册条目终止", "Line of a register ended"),
    },
    "permission": {
        "keep-registers": ("管理名册", "Keep the registers"),
    },
    "refusal": {
        "outside-your-area": (
            "这个单位不在您的辖区之内。请由该单位所在地的名册管理岗位办理。",
            "This unit lies outside your area. Whoever keeps the registers there does it.",
        ),
        "not-in-the-register": (
            "名册中没有这一条，或者当日没有有效的登记。请核对编号和日期；确有其人的，先登记名册。",
            (
                "The register has no such line, or none that holds on that day. Check the reference and the "
                "day; enter them first, if they are to be there."
            ),
        ),
        "appointment-is-over": (
            "这名调解员的聘期已满或者尚未开始，不能参加调解。请另请调解员；续聘的，先登记新的聘期。",
            (
                "The appointment of this mediator is over, or has not begun. Ask another mediator; where it "
                "was renewed, enter the renewal first."
            ),
        ),
        "acted-for-a-party": (
            "这名律师在本事项中代理过一方当事人，不能再作为中立的一方参加。请另请他人。",
            (
                "This lawyer has acted for a party of the matter and cannot sit as a neutral. Ask somebody "
                "else."
            ),
        ),
    },
}
