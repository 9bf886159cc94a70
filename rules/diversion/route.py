"""The concise list of statutory routes (通过法定途径分类处理信访投诉请求简明清单): a frozen, dated value.

What a list says is data in ``counties/routes``. Here is what a route is, and what no list may say.
"""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from rules.articles import Article, Mark
from rules.clocks.reckoning import months_after
from rules.diversion.organs import OrganCode, OrganKind, kind_of_organ
from rules.editions import digest_of


class Purpose(StrEnum):  # 信访目的
    """What somebody wants (XFTL 29, 30, 31); a question is no petition at all."""

    SUGGESTION = "suggestion"  # 建议意见类
    ACCUSATION = "accusation"  # 检举控告类
    APPEAL = "appeal"  # 申诉求决类
    CONSULTATION = "consultation"  # 咨询类


class Category(StrEnum):  # 五类
    DISCIPLINE_REPORT = "discipline-report"  # 纪检举报
    LITIGATION_RELATED = "litigation-related"  # 涉法涉诉
    ADMINISTRATIVE_DUTY = "administrative-duty"  # 行政职责
    DISPUTE = "dispute"  # 矛盾纠纷
    PETITION = "petition"  # 信访诉求


class Way(StrEnum):  # 法定途径
    """The six ways of XFTL 31, in the order of its items."""

    LITIGATION = "litigation"  # (一) 诉讼、检察、公安程序
    ARBITRATION = "arbitration"  # (二) 仲裁
    PARTY_APPEAL = "party-appeal"  # (三) 党员申诉、申请复审
    ADMINISTRATIVE_PROCEDURE = "administrative-procedure"  # (四) 复议、裁决、确认、许可、处罚等
    STATUTORY_DUTY = "statutory-duty"  # (五) 查处违法行为、履行保护职责
    PETITION_HANDLING = "petition-handling"  # (六) 信访程序


class Mediable(StrEnum):  # 可否调解
    YES = "yes"
    CIVIL_PART = "civil-part"  # 只有当事人可以处分的部分
    NO = "no"


class Reception(StrEnum):  # 接待窗口
    """Where a visitor is shown to first (一窗受理、精准分流)."""

    MEDIATION = "mediation"  # 调解窗口
    PETITION = "petition"  # 信访窗口
    LEGAL_SERVICE = "legal-service"  # 法律服务窗口
    JUSTICE = "justice"  # 公检法窗口
    DISCIPLINE = "discipline"  # 纪检监察窗口


@dataclass(frozen=True)
class Phrase:
    """Words of a list, in both languages: what a county keeps as data brings its own."""

    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Route:
    """One line of the list: a complaint, and where it goes by law, in order of choice."""

    id: str
    title: Phrase
    purpose: Purpose
    category: Category
    ways: tuple[Way, ...]  # none but for an appeal
    steps: tuple[Phrase, ...]
    organs: tuple[OrganCode, ...]
    bases: tuple[Article, ...]
    clocks: tuple[str, ...]  # ids of clock rules
    limits: tuple[Phrase, ...]  # times that no clock counts, and traps
    papers: tuple[Phrase, ...]  # county policy
    next: Phrase
    mediable: Mediable
    words: tuple[str, ...]  # by which people name it
    mark: Mark

    @property
    def is_live(self) -> bool:
        """Whether anybody is led there: what must be verified first is listed and off."""
        return self.mark is not Mark.VERIFY

    @property
    def is_residual(self) -> bool:
        """Whether it is what no other statutory route takes: the petition procedure itself."""
        return Way.PETITION_HANDLING in self.ways

    @property
    def is_for_courts_alone(self) -> bool:
        return self.category is Category.LITIGATION_RELATED and self.ways == (Way.LITIGATION,)

    def __post_init__(self) -> None:
        """Raises ValueError for a line that no list may have."""
        check_route(self)


@dataclass(frozen=True, kw_only=True)
class RouteList:
    """One version of the list. A matter is explained by the version under which it was classified."""

    version: str  # 2026.4
    valid_from: date
    valid_to: date | None = None  # the last day, None while it holds
    routes: tuple[Route, ...]

    def __post_init__(self) -> None:
        """Raises ValueError for two lines of one id."""
        if len({route.id for route in self.routes}) != len(self.routes):
            raise ValueError(f"{self.version}: two routes bear one id")

    @property
    def digest(self) -> str:
        """SHA-256 of the whole list."""
        return digest_of(asdict(self))

    @property
    def review_on(self) -> date:
        """The day of its quarterly review: three months after it began."""
        return months_after(self.valid_from, 3)

    def route(self, id: str) -> Route:
        """The line of that id. Raises UnknownRoute."""
        found = next((route for route in self.routes if route.id == id), None)
        if found is None:
            raise UnknownRoute(id)
        return found

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class UnknownRoute(Exception):  # 清单中没有这一项
    """The list has no line of this id."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id


def check_route(route: Route) -> None:
    """XFTL 28, 29, 30, 31: what belongs to the courts alone names no other organ, an accusation none but
    those of discipline, and only what asks for a decision has a way. Raises ValueError.
    """
    kinds = {kind_of_organ(organ) for organ in route.organs}
    if route.is_for_courts_alone and kinds - {OrganKind.JUDICIAL}:
        raise ValueError(f"{route.id}: a matter of the courts names another organ")
    if route.purpose is Purpose.ACCUSATION and kinds - {OrganKind.DISCIPLINE}:
        raise ValueError(f"{route.id}: an accusation names another organ than those of discipline")
    if bool(route.ways) is not (route.purpose is Purpose.APPEAL):
        raise ValueError(f"{route.id}: a way belongs to what asks for a decision, and to nothing else")


def may_receive(route: Route, organ: OrganCode) -> bool:
    """XFTL 28, 31: whether a matter of this route may be sent to an organ at all.

    To those that the list names; what no other route takes, to whichever administrative organ is competent. A
    wrong choice among these is put right by the receiver's objection, never by this function.
    """
    if route.is_residual and kind_of_organ(organ) is OrganKind.ADMINISTRATIVE:
        return True
    return organ in route.organs


def reception_of(route: Route) -> Reception:
    """XFTL 28, 30, 31: where a visitor is shown to first. Disputes to mediation, if the parties want it;
    questions to legal service; petitions to the petition window; what is a court's or an accusation, apart.
    """
    match route.category:
        case Category.DISCIPLINE_REPORT:
            return Reception.DISCIPLINE
        case Category.LITIGATION_RELATED:
            return Reception.JUSTICE
        case Category.DISPUTE:
            return Reception.MEDIATION
        case _:
            is_question = route.purpose is Purpose.CONSULTATION
            return Reception.LEGAL_SERVICE if is_question else Reception.PETITION
