"""A checklist with sign-offs (三查双核): what has to be checked, and by how many others it is verified.

Which checks and how many sign-offs is the county's own setting, and so are their words: the source names the
method and explains none of it. What is fixed here is who keeps apart from whom: nobody signs twice, and
nobody signs off what they checked themselves.
"""

from dataclasses import dataclass, replace

from rules.editions import ChecklistForm
from rules.refusals import Reason, Refused


@dataclass(frozen=True)
class Checked:
    """One check that was made, by its code, and by whom (a reference)."""

    item: str
    person: str


@dataclass(frozen=True)
class Checklist:
    """How far one stands. ``signed``: who gave the sign-offs, in their order."""

    checked: tuple[Checked, ...] = ()
    signed: tuple[str, ...] = ()


NOTHING_DONE = Checklist()


def missing(form: ChecklistForm, done: Checklist) -> tuple[str, ...]:
    """The checks that nobody has made yet, in the order of the form."""
    made = {each.item for each in done.checked}
    return tuple(item.code for item in form.checks if item.code not in made)


def is_last_sign_off(form: ChecklistForm, done: Checklist) -> bool:
    """Whether one more sign-off completes it."""
    return len(done.signed) + 1 >= len(form.sign_offs)


def check_may_check(form: ChecklistForm, done: Checklist, item: str) -> None:
    """County policy 47 三查: each check of the form once.

    Raises NO_SUCH_CHECK, CHECKED_ALREADY.
    """
    if item not in {each.code for each in form.checks}:
        raise Refused(Reason.NO_SUCH_CHECK)
    if item not in missing(form, done):
        raise Refused(Reason.CHECKED_ALREADY)


def check_may_sign(form: ChecklistForm, done: Checklist, person: str) -> None:
    """County policy 47 双核: after every check; each sign-off by another person, and by none who checked.

    Raises CHECKS_MISSING with their codes, SIGNS_OWN_CHECK, SIGNED_ALREADY.
    """
    if open_checks := missing(form, done):
        raise Refused(Reason.CHECKS_MISSING, *open_checks)
    if person in {each.person for each in done.checked}:
        raise Refused(Reason.SIGNS_OWN_CHECK)
    if person in done.signed:
        raise Refused(Reason.SIGNED_ALREADY)


def with_check(done: Checklist, item: str, person: str) -> Checklist:
    """The list with this check made."""
    return replace(done, checked=(*done.checked, Checked(item, person)))


def with_sign_off(done: Checklist, person: str) -> Checklist:
    """The list with this sign-off given."""
    return replace(done, signed=(*done.signed, person))
