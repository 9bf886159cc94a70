"""Electronic signatures of the county's own: of one person, one wording, one instant; by its keys alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from proof.esignatures import LOCAL, ESignature, LocalSigner, Statement
from proof.keys import Signer

OLD, NEW, STRANGER = (Signer(bytes([each]) * 32) for each in (1, 2, 3))
SAID = Statement("p", "3", "p-mediates", "0" * 64, datetime(2026, 11, 27, 1, tzinfo=UTC))


async def test_a_signature_is_of_exactly_this_statement() -> None:
    county = LocalSigner(NEW, {})

    signature = await county.sign(SAID)

    assert (signature.provider, signature.key) == (LOCAL, NEW.id)
    assert county.holds(SAID, ESignature.read(vars(signature)))
    for other in (
        replace(SAID, paper="q"),
        replace(SAID, signatory="2"),
        replace(SAID, who="p-else"),
        replace(SAID, digest="1" * 64),
        replace(SAID, at=SAID.at + timedelta(microseconds=1)),
    ):
        assert not county.holds(other, signature)


async def test_what_an_older_key_signed_holds_after_a_new_one_came() -> None:
    signature = await LocalSigner(OLD, {}).sign(SAID)

    assert LocalSigner(NEW, {OLD.id: OLD.public}).holds(SAID, signature)


@pytest.mark.parametrize("changed", [{"provider": "another"}, {"key": "unknown"}, {"signature": "00"}])
async def test_a_signature_of_somebody_else_or_a_changed_one_does_not_hold(changed: dict[str, str]) -> None:
    county = LocalSigner(NEW, {})
    theirs = await LocalSigner(STRANGER, {}).sign(SAID)
    ours = await county.sign(SAID)

    assert not county.holds(SAID, theirs)
    assert not county.holds(SAID, replace(ours, **changed))


async def test_what_was_signed_for_another_purpose_is_no_signature_of_a_paper() -> None:
    other = ESignature(LOCAL, NEW.id, NEW.sign("checkpoint", SAID.said))

    assert not LocalSigner(NEW, {}).holds(SAID, other)
