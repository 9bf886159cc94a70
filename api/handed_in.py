"""What the house looks up and adds to a command: the rules know nothing but what is handed in to them."""

from datetime import datetime
from typing import Any

from api.office import Office
from records.registers import lines_of, same_matters
from rules.dispute.commands import RecordSession
from rules.instants import legal_day
from rules.procedure import Command, Fact
from rules.registering import registers_say
from rules.registers import Register

_ASKED = (Register.MEDIATORS, Register.ENGAGEMENTS)


async def handed_in(
    office: Office, kind: type[Command | Fact], number: str, said: dict[str, Any], at: datetime
) -> dict[str, Any]:
    """The fields of a command that whoever asks does not write: at a session, what the registers say of its
    mediators and of those invited."""
    if kind is not RecordSession:
        return {}
    lines = await lines_of(office.directory, *_ASKED)
    matters = await same_matters(office.directory, number)
    say = registers_say(lines, legal_day(at), matters, said["mediators"], said["invited"])
    return {"registers": say}
