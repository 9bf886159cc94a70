"""What each of the thirty-seven must say, and that leaving one thing out is told by its name."""

import pytest

from rules.paper.filling import NotAsItShould, check, is_filled, missing, told
from rules.paper.form import FieldKind, Form, Hand
from rules.paper.table import FORMS
from tests.paper.conftest import PARTS, whole

EACH_FIELD = [(kind, part, code) for kind, part in PARTS for code in FORMS[kind].required(part)]


def test_there_are_thirty_seven_of_them() -> None:
    assert list(FORMS) == sorted([*(f"D-{each:02}" for each in range(1, 37)), "D-19a"])


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_a_whole_document_misses_nothing(kind: str, part: str) -> None:
    check(kind, whole(kind, part), part)

    assert missing(kind, whole(kind, part), part) == ()


@pytest.mark.parametrize(("kind", "part", "code"), EACH_FIELD)
def test_any_one_left_out_is_missed_by_name(kind: str, part: str, code: str) -> None:
    for said in ("", "  ", [" "]):
        data = {**whole(kind, part), code: said}

        assert [each.code for each in missing(kind, data, part)] == [code]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_every_document_has_titles_a_basis_and_labels_in_both_languages(form: Form) -> None:
    assert form.basis
    assert form.issuer
    assert form.addressee
    fields = [(each.zh, each.en) for each in form.fields]
    for zh, en in [(form.zh, form.en), *fields, *((each.zh, each.en) for each in form.parts)]:
        assert zh
        assert not zh.isascii()
        assert en.isascii()


@pytest.mark.parametrize("form", [each for each in FORMS.values() if each.is_official], ids=lambda f: f.id)
def test_what_goes_out_in_the_name_of_an_organ_is_signed_or_sealed(form: Form) -> None:
    assert Hand.SEAL in form.hands


@pytest.mark.parametrize(
    ("code", "said", "why"),
    [
        ("mood", "x", "unknown"),
        ("received_on", "昨天", "day"),
        ("received_on", "2026-02-30", "day"),
        ("returned", "一件", "several"),
        ("reasons", ["一"], "words"),
    ],
)
def test_what_a_field_does_not_take_is_refused(code: str, said: str | list[str], why: str) -> None:
    with pytest.raises(NotAsItShould) as refused:
        check("D-07", {code: said})

    assert (refused.value.code, refused.value.why) == (code, why)


@pytest.mark.parametrize(
    ("kind", "code", "said", "why"),
    [
        ("D-12", "attitude", "angry", "choice"),
        ("D-23", "copies", "三", "number"),
        ("D-23", "copies", "²", "number"),
    ],
)
def test_a_choice_is_one_of_those_given_and_a_number_a_number(
    kind: str, code: str, said: str, why: str
) -> None:
    with pytest.raises(NotAsItShould) as refused:
        check(kind, {code: said})

    assert refused.value.why == why


def test_an_empty_field_is_no_mistake_in_a_draft() -> None:
    check("D-07", {"received_on": "", "reasons": " "})

    assert not is_filled(" ")


def test_what_stands_there_is_said_as_people_say_it() -> None:
    fields = {each.code: each for kind in ("D-12", "D-07") for each in FORMS[kind].fields}

    assert told(fields["closed_on"], "2026-11-03", "zh") == "2026年11月3日"
    assert told(fields["closed_on"], "2026-11-03", "en") == "3 November 2026"
    assert told(fields["closed_on"], "⟦closed_on⟧", "zh") == "⟦closed_on⟧"
    assert told(fields["attitude"], "agrees", "zh") == "同意"
    assert told(fields["attitude"], "agrees", "en") == "agrees"
    assert told(fields["returned"], [" 一 ", "", "二"], "zh") == "一\n二"


def test_a_part_is_asked_for_by_its_code() -> None:
    form = FORMS["D-17"]

    assert form.title("zh", "minutes") == "听证笔录"
    assert form.title("en") == form.en
    assert not form.is_drafted("notice")
    assert form.is_drafted("minutes")
    assert FieldKind.TEXT in {each.kind for each in form.of("minutes")}
    with pytest.raises(KeyError):
        form.of("")
    assert form.fields[0].label("en") == "Matter"
    assert form.fields[0].label("zh") == "听证事项"
