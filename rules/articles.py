"""Where every rule comes from: periods, steps and refusals in this room point here.

Each basis carries its mark of certainty: ``C`` the article was read word for word,
``L`` likely, ``P`` county policy, configurable and not law. Nothing marked "verify" is here.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Source(Enum):
    MEDIATION_LAW = ("人民调解法", "People's Mediation Law", "RMTJ")
    PETITION_REGULATIONS = ("信访工作条例", "Regulations on Petition Work", "XFTL")
    CIVIL_PROCEDURE_LAW = ("民事诉讼法", "Civil Procedure Law", "MSS")
    CIVIL_PROCEDURE_INTERPRETATION = (
        "最高人民法院关于适用民事诉讼法的解释",
        "SPC Interpretation of the Civil Procedure Law",
        "MSJS",
    )
    INVITED_MEDIATION_RULES = (
        "最高人民法院关于人民法院特邀调解的规定",
        "SPC Provisions on Invited Mediation",
        "TYTJ",
    )
    CIVIL_CODE = ("民法典", "Civil Code", "MFD")
    MINORS_PROTECTION_LAW = ("未成年人保护法", "Law on the Protection of Minors", "WCNR")
    DOMESTIC_VIOLENCE_LAW = ("反家庭暴力法", "Anti-Domestic Violence Law", "FJTB")
    MARKET_COMPLAINTS_RULES = (
        "市场监督管理投诉举报处理暂行办法",
        "Interim Measures for Market Complaints and Reports",
        "SJTS",
    )
    COUNTY_POLICY = ("县级规定", "County policy", "P")  # ours to change; not law


class Mark(StrEnum):
    CERTAIN = "C"
    LIKELY = "L"
    POLICY = "P"


@dataclass(frozen=True)
class Article:
    source: Source
    number: int
    paragraph: int | None = None
    mark: Mark = Mark.CERTAIN

    def cite(self, language: str) -> str:
        """The citation in ``zh`` or ``en``, as it is printed for people."""
        zh, en, _ = self.source.value
        if self.source is Source.COUNTY_POLICY:
            return f"{zh}(调解规则第{self.number}项)" if language == "zh" else f"{en}, item {self.number}"
        if language == "zh":
            return f"《{zh}》第{self.number}条" + (f"第{self.paragraph}款" if self.paragraph else "")
        return f"{en}, art. {self.number}" + (f"({self.paragraph})" if self.paragraph else "")

    @property
    def short(self) -> str:
        """The short name used in docstrings and tables, for example ``RMTJ 17``."""
        return f"{self.source.value[2]} {self.number}"


class Basis(StrEnum):  # 依据
    """What an article is about. The value is kept in journals; the article is looked up."""

    VOLUNTARY = "voluntary"  # 自愿
    NO_BAR_TO_COURT = "no-bar-to-court"  # 不得因调解阻止当事人维权
    REFUSAL_ENDS = "refusal-ends"  # 明确拒绝调解的, 不得调解
    MEDIATORS = "mediators"  # 选择或者指定调解员
    PARTY_RIGHTS = "party-rights"  # 当事人权利
    RIGHTS_TOLD = "rights-told"  # 权利义务告知
    DANGER = "danger"  # 激化、治安或者刑事案件
    FAILURE = "failure"  # 调解不成
    AGREEMENT_FORM = "agreement-form"  # 协议书、口头协议
    AGREEMENT_CONTENT = "agreement-content"  # 协议书载明事项、盖章
    PERFORMANCE = "performance"  # 监督履行
    CONFIRMATION = "confirmation"  # 司法确认
    NO_CONFIRMATION = "no-confirmation"  # 不予受理司法确认
    REPRESENTATIVES = "representatives"  # 代表人
    RECUSAL = "recusal"  # 回避
    MEDIATOR_RECUSAL = "mediator-recusal"  # 调解员回避(参照)
    MINORS = "minors"  # 未成年人
    GUARDIANS = "guardians"  # 监护人
    DOMESTIC_VIOLENCE = "domestic-violence"  # 家庭暴力
    STATUS = "status"  # 身份关系
    ILLEGALITY_REMAINS = "illegality-remains"  # 调解不免除其他法律责任
    FIRST_DAY = "first-day"  # 期间开始之日不计
    LAST_DAY = "last-day"  # 期间末日顺延
    ORDER_OF_STEPS = "order-of-steps"
    ONE_OWNER = "one-owner"
    LADDER = "ladder"
    LEVEL_PERIOD = "level-period"
    WHOLE_PERIOD = "whole-period"
    SESSION = "session"
    SCREEN = "screen"
    REVISIT = "revisit"
    UNDO_WITHDRAWAL = "undo-withdrawal"
    REOPENING = "reopening"
    SERVICE = "service"
    FRESH_PAPERS = "fresh-papers"

    @property
    def article(self) -> Article:
        return ARTICLES[self]


def _policy(item: int) -> Article:
    return Article(Source.COUNTY_POLICY, item, mark=Mark.POLICY)


ARTICLES = {
    Basis.VOLUNTARY: Article(Source.MEDIATION_LAW, 3),
    Basis.NO_BAR_TO_COURT: Article(Source.MEDIATION_LAW, 3),
    Basis.REFUSAL_ENDS: Article(Source.MEDIATION_LAW, 17),
    Basis.MEDIATORS: Article(Source.MEDIATION_LAW, 19),
    Basis.PARTY_RIGHTS: Article(Source.MEDIATION_LAW, 23),
    Basis.RIGHTS_TOLD: Article(Source.MEDIATION_LAW, 24),
    Basis.DANGER: Article(Source.MEDIATION_LAW, 25),
    Basis.FAILURE: Article(Source.MEDIATION_LAW, 26),
    Basis.AGREEMENT_FORM: Article(Source.MEDIATION_LAW, 28),
    Basis.AGREEMENT_CONTENT: Article(Source.MEDIATION_LAW, 29),
    Basis.PERFORMANCE: Article(Source.MEDIATION_LAW, 31),
    Basis.CONFIRMATION: Article(Source.CIVIL_PROCEDURE_LAW, 205),
    Basis.NO_CONFIRMATION: Article(Source.CIVIL_PROCEDURE_INTERPRETATION, 355),
    Basis.REPRESENTATIVES: Article(Source.PETITION_REGULATIONS, 20, 3),
    Basis.RECUSAL: Article(Source.PETITION_REGULATIONS, 28, 3),
    Basis.MEDIATOR_RECUSAL: Article(Source.INVITED_MEDIATION_RULES, 15),
    Basis.MINORS: Article(Source.MINORS_PROTECTION_LAW, 4),
    Basis.GUARDIANS: _policy(1),
    Basis.DOMESTIC_VIOLENCE: Article(Source.DOMESTIC_VIOLENCE_LAW, 13),
    Basis.STATUS: Article(Source.CIVIL_PROCEDURE_INTERPRETATION, 355),
    Basis.ILLEGALITY_REMAINS: Article(Source.MARKET_COMPLAINTS_RULES, 23),
    Basis.FIRST_DAY: Article(Source.CIVIL_CODE, 201, 1),
    Basis.LAST_DAY: Article(Source.CIVIL_CODE, 203, 1),
    Basis.ORDER_OF_STEPS: _policy(2),
    Basis.ONE_OWNER: _policy(3),
    Basis.LADDER: _policy(4),
    Basis.LEVEL_PERIOD: _policy(5),
    Basis.WHOLE_PERIOD: _policy(6),
    Basis.SESSION: _policy(7),
    Basis.SCREEN: _policy(8),
    Basis.REVISIT: _policy(9),
    Basis.UNDO_WITHDRAWAL: _policy(10),
    Basis.REOPENING: _policy(11),
    Basis.SERVICE: _policy(12),
    Basis.FRESH_PAPERS: _policy(13),
}
