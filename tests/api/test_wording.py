"""Every problem has its words in both languages, and the language follows the caller."""

import pytest

from api.problems import Problem, document, language_of, refused
from rules.refusals import REASONS
from rules.words import KINDS

PROBLEMS = {
    "another-upkeep-runs",
    "draft-registered",
    "files-away",
    "no-chinese-font",
    "no-papers-taken-here",
    "paper-cannot-be-read",
    "paper-carries-files",
    "paper-does-something",
    "paper-empty",
    "paper-erased",
    "paper-found-infected",
    "paper-has-too-many-pages",
    "paper-has-too-many-pixels",
    "paper-has-unsafe-names",
    "paper-holds-something-beside",
    "paper-is-heic",
    "paper-is-infected",
    "paper-is-locked",
    "paper-is-old-office",
    "paper-leads-outside",
    "paper-moves",
    "paper-not-scanned-yet",
    "paper-of-no-kind-taken",
    "paper-restricted",
    "paper-takes-too-long",
    "paper-too-large",
    "paper-too-many",
    "paper-unpacks-too-large",
    "too-many-drafts",
    "other-records",
    "unreconciled",
    "not-found",
    "malformed",
    "too-large",
    "too-often",
    "opened-too-many",
    "records-away",
    "engine-away",
    "clocks-disagree",
    "outcome-not-known",
    "key-reused",
    "key-unknown",
    "no-leave-to-open",
    "histories-are-read-only",
    "unauthenticated",
    "unexpected",
    "method-not-allowed",
    "danger-after-the-end",
    "clock-without-number",
    "nothing-for-open-cases",
    "linked-already",
    "not-signed",
    "unreadable",
    "message-id-reused",
    "look-not-noted",
    "cannot-sign",
    "sign-in-failed",
    "tried-too-often",
    "sign-in-busy",
    "password-expired",
    "password-too-weak",
    "invitation-void",
    "code-not-right",
    "nobody-here",
    "sign-in-not-finished",
    "provider-away",
    "not-from-our-pages",
    "no-session",
    "account-there",
    "another-world",
    "head-too-large",
    "not-http",
    "too-slow",
}


@pytest.mark.parametrize("code", sorted(PROBLEMS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_problem_says_what_happened_and_what_to_do(code: str, language: str) -> None:
    said = document(Problem(400, code), language)

    assert code in KINDS["problem"]
    assert said.detail == getattr(said.words, language)
    assert said.title != said.remedy
    assert said.title in said.detail
    assert said.remedy in said.detail


def test_no_problem_has_words_that_nobody_says() -> None:
    assert set(KINDS["problem"]) == PROBLEMS


@pytest.mark.parametrize("code", sorted(REASONS))
def test_a_refusal_carries_its_article_in_both_languages(code: str) -> None:
    said = document(refused(code), "en")

    assert said.status == (412 if code == "papers-out-of-date" else 409)
    assert said.article is not None
    assert said.article.zh != said.article.en
    assert said.article.mark in "CLP"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh"),
        ("zh-CN", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh,en", "zh"),
        ("en,zh", "zh"),
        ("zh;q=0.5, en;q=0.8", "en"),
        ("en;q=0.5, zh;q=0.8", "zh"),
        ("de, fr", "zh"),
        ("*", "zh"),
        ("en;q=much", "zh"),
        ("EN", "en"),
    ],
)
def test_the_language_is_chinese_unless_english_is_preferred(accepted: str, language: str) -> None:
    assert language_of(accepted) == language
