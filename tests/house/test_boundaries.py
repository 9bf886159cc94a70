"""What is not built, and what must not be written down (../../ARCHITECTURE.md, what is absent on purpose)."""

import re

from tests.house.repository import ROOMS, files, lines_with, name_of, public_names, text

CODE = (*ROOMS, "local", "desk", "deploy", "suggesting")


ON_A_PERSON = (
    r"重点人员|失信|黑名单|缠访|闹访|稳控|(?i:black_?list|watch_?list|key_?person|dishonest|"
    r"(?:person|party|petitioner|credit|risk|trust)_?(?:score|rating|grade))"
)
# Words in what somebody tells us; in a table they would be labels.
LABELS = r"扬言|非访|特殊人员|敏感时期"


def test_nobody_is_listed_scored_or_watched() -> None:
    code = files(*CODE, endings=(".py", ".toml", ".sql", ".yaml", ".html"))
    shapes = files("rules", "records", "counties", "workflows", endings=(".py", ".toml", ".sql"))

    assert lines_with(ON_A_PERSON, code) == []
    assert lines_with(LABELS, shapes) == []


def test_the_rules_hold_no_score_of_any_kind() -> None:
    names = [f"{name_of(path)}: {name}" for path in files("rules") for name in public_names(path)]

    assert [each for each in names if re.search(r"(?i)score|rating|rank|risk", each)] == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    # Taken apart, so that this file does not hold what it looks for.
    places = ["/work" + "/main", "/work" + "/shared", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/"]
    hosts = [
        "py" + "pi.org",
        "python" + "hosted",
        "npm" + "js",
        "docker" + ".io/",  # without the slash it is a package of Debian's
        "gh" + "cr.io",
        "qu" + "ay.io",
    ]
    registries = ["index" + "-url = ", "extra" + "-index-url", "find" + "-links ="]

    sought = "|".join(map(re.escape, [*places, *hosts, *registries]))
    written = [path for path in files(endings=()) if _is_text(path.suffix)]

    assert lines_with(sought, written) == []


def test_words_for_people_hold_no_address_and_no_number_to_call() -> None:
    assert lines_with(r"\d{3,}|https?:|www\.", files("rules/words")) == []
    assert "电话：" not in "".join(map(text, files("rules/words")))


def test_a_log_event_is_a_noun_and_what_became_of_it() -> None:
    logged = re.compile(r"\blog\.(?:debug|info|warning|error|exception|critical)\(\s*f?\"([^\"]*)\"")

    named = [(name_of(path), event) for path in files() for event in logged.findall(text(path))]

    assert len(named) > 5
    assert [each for each in named if not re.fullmatch(r"[a-z_]+\.[a-z_]+", each[1])] == []


def _is_text(suffix: str) -> bool:
    return suffix in {
        "",
        ".py",
        ".md",
        ".toml",
        ".txt",
        ".in",
        ".yaml",
        ".yml",
        ".mako",
        ".env",
        ".sh",
        ".html",
        ".css",
        ".js",
    }
