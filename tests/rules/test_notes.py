"""A note is for the house and a message is for a person, and neither is ever the other."""

from datetime import UTC, datetime

import pytest

from rules import danger, notes
from rules.procedure import Now
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.story import KEY, WORDS, a_dispute

EVENING = datetime(2026, 11, 6, 12, 0, tzinfo=UTC)  # Friday, 20:00 in Asia/Shanghai
STATE = a_dispute().state
NOTE = notes.NoteAdded(at=EVENING, by=county.MEDIATOR, words=WORDS)
TO_ZHANG = notes.MessageSent(at=EVENING, by=county.MEDIATOR, to="zhang", words=WORDS)


def test_a_note_is_on_record_with_who_wrote_it() -> None:
    asked = notes.AddNote(id=KEY, by=county.MEDIATOR, words=WORDS)

    assert notes.add_note(STATE, asked, Now(EVENING)) == (NOTE,)


def test_a_message_goes_to_a_person_of_the_matter_and_to_nobody_else() -> None:
    asked = notes.SendMessage(id=KEY, by=county.MEDIATOR, to="zhang", words=WORDS)

    assert notes.message_to({"zhang", "li"}, asked, Now(EVENING)) == (TO_ZHANG,)

    with pytest.raises(Refused) as refused:
        notes.message_to({"li"}, asked, Now(EVENING))
    assert refused.value.reason is Reason.UNKNOWN_PARTY


def test_a_message_written_at_night_goes_out_on_the_next_working_morning() -> None:
    letter = notes.message_letter(STATE, TO_ZHANG)

    assert (letter.kind, letter.number) == ("message", 1)
    assert letter.body == {"to": "zhang", "words": "content/1", "unit": county.VILLAGE}
    assert letter.not_before == datetime(2026, 11, 9, 0, 30, tzinfo=UTC)


def test_what_a_person_reads_holds_no_note_no_danger_and_nobody_elses_message() -> None:
    to_li = notes.MessageSent(at=EVENING, by=county.MEDIATOR, to="li", words=WORDS)
    noted = danger.DangerNoted(at=EVENING, words=WORDS)
    answered = danger.DangerAcknowledged(at=EVENING, by=county.POLICE)
    first = a_dispute().events[0]

    read = notes.for_the_person("zhang", (first, NOTE, TO_ZHANG, to_li, noted, answered))

    assert read == (first, TO_ZHANG)
