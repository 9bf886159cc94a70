"""Where the running system is."""

from pathlib import Path

from settings import Settings, environment_note


def api_url() -> str:
    """Where the API of the running system answers; where it would, when none runs."""
    settings = _noted()
    return f"http://{settings.api_host}:{settings.api_port}"


def backups() -> Path | None:
    """Where the running system keeps its backups; without one, what the environment says."""
    return _noted().backups


def _noted() -> Settings:
    return Settings(_env_file=environment_note(Settings().var))
