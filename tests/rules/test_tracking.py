"""Whoever holds a tracking code: a seat of no unit, in the county of the matter alone."""

from rules import tracking
from rules.participants import Participant, ParticipantRole
from rules.procedure import Officer
from tests.rules import county
from tests.rules.after_reply import answered


def test_the_holder_speaks_in_the_county_of_the_matter_and_in_no_other() -> None:
    matter = answered().state

    assert tracking.the_petitioner(matter, Officer("tracking-code", "petitioner", "sl"))
    assert not tracking.the_petitioner(matter, tracking.holder("another-county"))
    assert not tracking.the_petitioner(matter, county.WINDOW_CLERK)
    assert not tracking.the_petitioner(matter, Officer("p-sl-window-clerk", "petitioner", "sl"))


def test_those_whose_matter_it_is_are_counted_as_registered() -> None:
    roles = (
        ("zhao", ParticipantRole.PETITIONER),
        ("li", ParticipantRole.COUNTERPARTY),
        ("aunt", ParticipantRole.AUTHORIZED_AGENT),
        ("chen", ParticipantRole.REPRESENTATIVE),
    )
    people = tuple(Participant(ref=ref, role=role) for ref, role in roles)

    assert tracking.askers_in_order(people) == ("zhao", "chen")
