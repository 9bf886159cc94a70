"""From a training installation (演练) nothing leaves, and it works on records of its own kind alone."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import SecretStr

from local.keys import with_keys
from settings import Settings, SettingsDisagree

AWAY: list[tuple[dict[str, Any], str]] = [
    ({"mail_server": SecretStr("smtps://u:s3cret@mail.example:465")}, "FENGQIAO_MAIL_SERVER"),
    ({"mail_server": SecretStr("smtp://localhost:25")}, "FENGQIAO_MAIL_SERVER"),
    ({"sms_gateway": "https://sms.example/send"}, "FENGQIAO_SMS_GATEWAY"),
    ({"agencies": "court=https://court.example"}, "FENGQIAO_AGENCIES"),
    ({"agencies": "court=http://127.0.0.1:9/court, police=https://police.example"}, "FENGQIAO_AGENCIES"),
    ({"agencies": "court=http://[nobody"}, "FENGQIAO_AGENCIES"),
    ({"agencies": "court=court.example"}, "FENGQIAO_AGENCIES"),
]


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings().environment():
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("said", "named"), AWAY)
def test_in_training_every_way_out_is_refused_by_name_and_without_a_secret(
    said: dict[str, Any], named: str
) -> None:
    with pytest.raises(SettingsDisagree, match=named) as refused:
        Settings(training=True, **said).refuse_ways_out()

    zh, en = str(refused.value).split("\n")
    assert "请去掉" in zh
    assert "remove it" in en
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize("said", [said for said, _ in AWAY])
def test_a_real_installation_has_its_ways_out(said: dict[str, Any]) -> None:
    Settings(**said).refuse_ways_out()


def test_in_training_the_agencies_that_are_played_on_this_machine_serve() -> None:
    played = "court=http://127.0.0.1:9/court,police=http://localhost:9/police"

    Settings(training=True, agencies=played, agency_secrets=SecretStr("court:whsec_x")).refuse_ways_out()


def test_it_is_looked_at_with_the_keys_before_anything_starts(tmp_path: Any) -> None:
    with pytest.raises(SettingsDisagree, match="FENGQIAO_SMS_GATEWAY"):
        with_keys(Settings(training=True, development=True, sms_gateway="https://sms.example"), tmp_path)


@pytest.mark.parametrize(
    ("training", "named"),
    [
        (True, ("属于正式环境", "belongs to a real installation")),
        (False, ("属于演练环境", "belongs to a training installation")),
    ],
)
@pytest.mark.parametrize(
    ("of", "variable"),
    [
        (lambda settings: settings, "DATABASE_URL"),
        (lambda settings: settings.model_copy(update={"store": "sealed"}), "FENGQIAO_SEALED_DATABASE_URL"),
    ],
)
def test_records_of_the_other_kind_are_refused_with_what_to_do(
    training: bool, named: tuple[str, str], of: Callable[[Settings], Settings], variable: str
) -> None:
    with pytest.raises(SettingsDisagree, match=rf"^{variable} ") as refused:
        of(Settings(training=training)).refuse_records_of(is_training=not training)

    zh, en = str(refused.value).split("\n")
    assert named[0] in zh
    assert "请换一个数据库" in zh
    assert named[1] in en
    assert "use another database" in en


@pytest.mark.parametrize("training", [True, False])
def test_records_of_its_own_kind_are_its_own(training: bool) -> None:
    Settings(training=training).refuse_records_of(is_training=training)


def test_a_program_that_is_started_by_another_knows_that_it_is_training(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in Settings(training=True).environment().items():
        monkeypatch.setenv(name, value)

    assert Settings().training
