"""The numbers and lists a case runs under: one frozen, dated value, handed in and recorded.

An edition is never edited: an amendment is a new edition beside it, and a case runs to its end
under the edition it was registered under. Nothing here is read from a module constant that a
release could change; what a county sets lives in ``counties/`` as data.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from rules.calendar import WorkingCalendar
from rules.clocks import Period


class Organ(StrEnum):
    VILLAGE = "village"  # 村(社区)
    TOWNSHIP = "township"  # 乡镇(街道)
    COUNTY = "county"  # 县级


class StepFour(StrEnum):
    """The two readings of step four; the source does not say which is meant."""

    STRICT = "strict"  # 仅限跨乡镇或者特别重大
    TOLD = "told"  # 第三步不成的, 经乡镇申请并经各方重新同意, 可以进入第四步


@dataclass(frozen=True)
class Seat:  # 岗位
    """A seat: a role at the organ of a level. Which unit that is, the case's places say."""

    role: str
    organ: Organ


@dataclass(frozen=True)
class Level:  # 层级
    """One step of the ladder. ``days`` are calendar days, an inner target; they do not roll."""

    step: int
    organ: Organ
    leads: tuple[Seat, ...]
    fallback: Seat  # leads when no lead can: empty seat, or recused
    supervisor: Seat  # is told when the step is overdue
    required: tuple[str, ...]  # roles that must be present at a session
    invited: tuple[str, ...]
    attempts: int
    days: int
    clerks: tuple[Seat, ...] = ()  # do the paper work beside the lead


@dataclass(frozen=True)
class MediationBody:  # 调解组织
    """A lawfully established mediation body, by its unit; its name stands on the seal."""

    code: str
    name: str
    unit: str
    kind: str  # peoples_mediation_committee | professional_mediation_committee | administrative


@dataclass(frozen=True)
class Ladder:  # 四步调解
    levels: tuple[Level, ...]
    reading: StepFour
    village_scope: frozenset[str]  # dispute types the village must mediate first
    other_entry_step: int  # where a dispute outside that list begins
    remind_before_days: int
    silence_climbs: bool = False  # only where the county says so by name

    def level(self, step: int) -> Level:
        return self.levels[step - 1]


@dataclass(frozen=True)
class Edition:
    """Everything a case's rules may depend on beside its own papers."""

    id: str
    county: str  # the county unit
    in_force_from: date
    calendar: WorkingCalendar
    ladder: Ladder
    intake: Seat  # registers and screens
    docking_office: Seat  # 访调对接办公室: delivers the guidance
    dispatcher: Seat  # directs, reopens
    supervisor: Seat
    police: Seat  # is told of danger
    whole: Period  # the mediation as a whole
    confirmation: Period  # MSS 205
    service: Period  # to hand over the guidance
    performance: Period  # first look at whether the agreement is kept
    revisit: Period
    undo_withdrawal: Period
    longest_extension: int  # calendar days, for one written agreement of all parties
    representatives_at_most: int  # XFTL 20(3)
    bodies: tuple[MediationBody, ...]
    dispute_types: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the whole edition: what a case's journal names."""
        return digest_of(asdict(self))

    def body(self, code: str) -> MediationBody | None:
        return next((body for body in self.bodies if body.code == code), None)


def digest_of(plain: object) -> str:
    def plainer(value: object) -> object:
        return sorted(map(str, value)) if isinstance(value, (set, frozenset)) else str(value)

    said = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=plainer)
    return hashlib.sha256(said.encode()).hexdigest()
