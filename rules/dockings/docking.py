"""A docking (对接): who hands what to whom, and on which terms. One row of data each, in ``dockings``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rules.articles import Article
from rules.refusals import Reason


class Line(StrEnum):
    """The six dockings, confirmation and the rest by their short names."""

    COURT = "court"  # 诉调
    CONFIRMATION = "confirmation"  # 司法确认
    POLICE = "police"  # 警调
    PETITION = "petition"  # 访调
    PROCURATORATE = "procuratorate"  # 检调
    ARBITRATION = "arbitration"  # 仲调
    PROFESSIONAL = "professional"  # 专调
    RECONSIDERATION = "reconsideration"  # 行政复议
    SERVICE = "service"  # 公证、法律援助、心理服务、社会救助、司法救助


class Body(StrEnum):
    """What kind of body a side is."""

    MEDIATION = "mediation"  # 调解组织
    PROFESSIONAL = "professional-mediation"  # 行业性专业性调解组织
    PETITION_OFFICE = "petition-office"  # 信访部门
    DEPARTMENT = "department"  # 有权处理机关
    COURT = "court"  # 人民法院
    POLICE = "police"  # 公安机关
    PROCURATORATE = "procuratorate"  # 人民检察院
    ARBITRATION = "arbitration"  # 仲裁机构
    RECONSIDERATION = "reconsideration"  # 行政复议机关
    NOTARY = "notary"  # 公证机构
    LEGAL_AID = "legal-aid"  # 法律援助机构
    PSYCHOLOGY = "psychological-service"  # 心理服务机构
    ASSISTANCE = "assistance"  # 救助机关


class Consents(StrEnum):
    """Whose consent a handoff needs before it is sent, each for itself."""

    NOBODY = "nobody"  # 依职权
    EVERYBODY = "everybody"  # 各方同意
    JOINTLY = "jointly"  # 共同申请
    CONCERNED = "concerned"  # 本人同意: of whoever it is about, the applicants
    ONE_SIDE = "one-side"  # 一方申请, 由接收方征询对方


class Point(StrEnum):
    """Points in the course of a handoff at which its clocks begin and are met."""

    START = "start"  # 移送方指明的起算日: the clock began before anything was sent
    RECEIPT = "receipt"  # 收到
    SIGNATURE = "signature"  # 签收
    ACCEPTANCE = "acceptance"  # 接收办理
    RETURN = "return"  # 退回结果
    CONFIRMATION = "confirmation"  # 确认办结


class Silence(StrEnum):
    """What follows when a clock passes and nobody has said anything. Never an acceptance or an end."""

    SUPERVISOR = "supervisor"  # 报督办
    REAPPOINT = "reappoint"  # 可以另行选定
    AGREED_OR_RETURNED = "agreed-or-returned"  # 各方同意延长, 否则退回
    TO_COURT = "to-court"  # 当事人可以起诉
    TO_ARBITRATION = "to-arbitration"  # 当事人可以申请仲裁
    DEEMED_ACCEPTED = "deemed-accepted"  # 依法视为受理: so says the law; the handoff itself still waits


class Trait(StrEnum):
    """What a matter can be that decides whether it may be handed over. A named person says so."""

    STATUS = "status"  # 婚姻、亲子、收养等身份关系
    TITLE = "title"  # 物权、知识产权确权
    SPECIAL_PROCEDURE = "special-procedure"  # 特别程序、督促程序、公示催告程序、破产程序
    UNCLEAR_TERMS = "unclear-terms"  # 协议内容不明确
    THIRD_PARTY_HARMED = "third-party-harmed"  # 损害国家、公共利益或者他人合法权益
    NOT_VOLUNTARY = "not-voluntary"  # 违反自愿
    BODY_NOT_LAWFUL = "body-not-lawful"  # 调解组织非依法设立
    AGAINST_PUBLIC_ORDER = "against-public-order"  # 违背公序良俗
    WRONG_COURT = "wrong-court"  # 不属于收到申请的人民法院管辖
    NOT_IN_ITS_SCOPE = "not-in-its-scope"  # 不属于受理范围
    HIRED_INJURY = "hired-injury"  # 雇凶伤害他人
    GANG_FIGHT = "gang-fight"  # 结伙斗殴、寻衅滋事
    REPEATED_VIOLATION = "repeated-violation"  # 多次实施违反治安管理行为
    NEW_VIOLATION = "new-violation"  # 调解过程中又实施违法行为
    SUSPECT_FLED = "suspect-fled"  # 嫌疑人逃跑
    CRIME = "crime"  # 涉嫌犯罪
    SERIOUS_INJURY = "serious-injury"  # 重伤
    FAMILY_VIOLENCE = "family-violence"  # 家庭暴力
    NOT_A_CIVIL_DISPUTE = "not-a-civil-dispute"  # 非民间纠纷引起
    BEYOND_RECONCILIATION = "beyond-reconciliation"  # 不符合刑事和解条件
    INTENTIONAL_CRIME_BEFORE = "intentional-crime-before"  # 五年内曾故意犯罪
    ACCEPTED_ELSEWHERE = "accepted-elsewhere"  # 法院或者其他途径已受理
    EXPROPRIATED_LAND = "expropriated-land"  # 征收集体土地补偿
    FAMILY_LABOUR_CONSUMER = "family-labour-consumer"  # 婚姻家庭、继承、劳动、消费
    PETITION_ACT = "petition-act"  # 信访登记、受理、交办、转送、复查、复核行为
    IN_DISPUTE = "in-dispute"  # 公证事项有争议
    FEIGNED = "feigned"  # 涉嫌虚假调解
    ABOUT_DISCIPLINE = "about-discipline"  # 检举控告
    NOT_WITHIN_DISCRETION = "not-within-discretion"  # 不能处分或者违反强制性规定


@dataclass(frozen=True)
class DockingClock:
    """``name`` is the handoff's name of it. It counts by ``rule`` from ``begins`` and is met at ``ends``.

    ``again``: the rule by which it counts anew once what was missing has been handed in.
    """

    name: str
    rule: str
    begins: Point
    ends: Point
    silence: Silence = Silence.SUPERVISOR
    again: str | None = None


@dataclass(frozen=True)
class Trap:
    """Of what is one of these, the handoff is refused, for this reason."""

    traits: frozenset[Trait]
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Docking:  # 对接
    """One row.

    ``documents`` must lie with it when it is sent, ``returns`` with what comes back, by outcome ("" for any).
    ``within``: the rule of the period in which it must be sent, from the instant the sender names as
    ``counted_from``. ``opens``: the procedure that its acceptance begins, where the receiver is ours.
    ``keeps_former_mediators_out``: whoever mediated it before does not take it on again.
    ``extended_by``: whose written agreement makes its time longer, where the rule allows that at all.
    ``says_performed``: the outcomes with which it must be said whether what was agreed has been performed.
    ``outcome_alone``: why nothing comes back but the outcome, no word and no paper; None where more may.
    ``is_private``: that it was asked for at all is known to whoever asked and to the receiver alone.
    """

    code: str
    line: Line
    senders: frozenset[Body]
    receivers: frozenset[Body]
    basis: tuple[Article, ...]
    consents: Consents
    outcomes: frozenset[str]
    clocks: tuple[DockingClock, ...]
    documents: tuple[str, ...] = ()
    returns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    traps: tuple[Trap, ...] = ()
    within: str | None = None
    at_most_a_side: int | None = None
    opens: str | None = None
    keeps_former_mediators_out: bool = False
    extended_by: Consents = Consents.EVERYBODY
    says_performed: frozenset[str] = frozenset()
    outcome_alone: Reason | None = None
    is_private: bool = False

    @property
    def rules(self) -> frozenset[str]:
        """Every clock rule that it names: a county that runs it runs these."""
        named = (rule for clock in self.clocks for rule in (clock.rule, clock.again))
        return frozenset(rule for rule in (*named, self.within) if rule)

    @property
    def counts_from_a_start(self) -> bool:
        """Whether the sender must name the instant that something runs from."""
        return self.within is not None or bool(self.clocks_beginning(Point.START))

    def trap_of(self, traits: frozenset[Trait]) -> tuple[Reason, tuple[Trait, ...]] | None:
        """The first trap that these traits fall into, and by which of them."""
        for trap in self.traps:
            if caught := trap.traits & traits:
                return trap.reason, tuple(sorted(caught))
        return None

    def clocks_beginning(self, point: Point) -> tuple[DockingClock, ...]:
        return tuple(clock for clock in self.clocks if clock.begins is point)

    def clocks_ending(self, point: Point) -> tuple[DockingClock, ...]:
        return tuple(clock for clock in self.clocks if clock.ends is point)
