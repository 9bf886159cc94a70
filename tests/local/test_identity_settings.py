"""One way of signing in for an installation: two are refused, and so is one that is half set up."""

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from local.keys import with_keys
from settings import MissingSetting, Settings, SettingsDisagree

OIDC: dict[str, Any] = {
    "identity": "oidc",
    "public_url": "https://fq.example",
    "oidc_issuer": "https://id.example",
    "oidc_client": "fengqiao",
    "oidc_audience": "https://fq.example",
}
LOCAL: dict[str, Any] = {"public_url": "https://fq.example", "token_key": "t"}


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings().environment():
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ({"development": True, "token_key": "t"}, "development"),
        ({"development": True, "identity": "development", "token_key": "t"}, "development"),
        (LOCAL, "local"),
        ({**LOCAL, "identity": "local", "password_max_age_days": 90}, "local"),
        ({**LOCAL, "identity": "local", "development": True}, "local"),
        (OIDC, "oidc"),
        ({**OIDC, "development": True, "public_url": "http://localhost:8000"}, "oidc"),
        ({**OIDC, "oidc_client_secret": SecretStr("s"), "agency_clients": "court=c"}, "oidc"),
    ],
)
def test_there_is_one_way_in(said: dict[str, Any], way: str) -> None:
    assert Settings(**said).signs_in_by() == way


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({**LOCAL, "identity": "development"}, "development"),
        ({**LOCAL, "oidc_issuer": "https://id.example"}, "FENGQIAO_OIDC_ISSUER"),
        ({**LOCAL, "oidc_client_secret": SecretStr("s3cret")}, "FENGQIAO_OIDC_CLIENT_SECRET"),
        ({**LOCAL, "agency_clients": "court=c"}, "FENGQIAO_AGENCY_CLIENTS"),
        ({"development": True, "token_key": "t", "oidc_client": "x"}, "FENGQIAO_OIDC_CLIENT"),
        (
            {"development": True, "token_key": "t", "password_max_age_days": 90},
            "FENGQIAO_PASSWORD_MAX_AGE_DAYS",
        ),
        ({**OIDC, "password_max_age_days": 90}, "FENGQIAO_PASSWORD_MAX_AGE_DAYS"),
    ],
)
def test_two_ways_at_once_are_refused_by_name_and_without_a_secret(said: dict[str, Any], named: str) -> None:
    with pytest.raises(SettingsDisagree, match=named) as refused:
        Settings(**said).signs_in_by()

    zh, en = str(refused.value).split("\n")
    assert zh != en
    assert "s3cret" not in zh + en


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, "FENGQIAO_TOKEN_KEY"),
        ({"token_key": "t"}, "FENGQIAO_PUBLIC_URL"),
        *(({**OIDC, name: ""}, f"FENGQIAO_{name.upper()}") for name in OIDC if name != "identity"),
    ],
)
def test_a_way_that_is_half_set_up_says_what_is_missing(said: dict[str, Any], missing: str) -> None:
    with pytest.raises(MissingSetting, match=missing):
        Settings(**said).signs_in_by()


@pytest.mark.parametrize(
    "url",
    [
        "http://fq.example",
        "https://",
        "fq.example",
        "https://fq.example/path",
        "https://fq.example?x=1",
        "https://fq.example#a",
        "https://user@fq.example",
        "https://fq.example:port",
        "ftp://fq.example",
    ],
)
def test_browsers_reach_us_by_https_and_at_no_path(url: str) -> None:
    with pytest.raises(SettingsDisagree, match="FENGQIAO_PUBLIC_URL"):
        Settings(**{**LOCAL, "public_url": url}).signs_in_by()


def test_the_origin_of_our_pages_is_where_browsers_reach_us() -> None:
    assert Settings(public_url="https://fq.example/").origin() == "https://fq.example"
    assert Settings(api_port=8123).origin() == "http://127.0.0.1:8123"


def test_a_way_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError):
        Settings(identity="ldap")


def test_a_system_with_two_ways_in_does_not_start(tmp_path: Any) -> None:
    with pytest.raises(SettingsDisagree):
        with_keys(Settings(development=True, oidc_issuer="https://id.example"), tmp_path / "keys")
