"""Danger (RMTJ 25): whoever sees that a dispute may become a public-security or criminal case
reports it at once, in whatever procedure and stage the matter is. The report never waits."""

from dataclasses import dataclass

from rules.procedure import Command, Event, Fact, Sealed


@dataclass(frozen=True, kw_only=True)
class DangerReported(Fact):  # 危险报告
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class AcknowledgeDanger(Command):  # 接警
    pass


@dataclass(frozen=True, kw_only=True)
class DangerNoted(Event):  # 已记录危险报告
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class DangerAcknowledged(Event):  # 公安机关已接警
    pass
