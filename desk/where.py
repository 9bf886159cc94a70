"""Where the running system is."""

from settings import Settings, environment_note


def api_url() -> str:
    """Where the API of the running system answers; where it would, when none runs."""
    settings = Settings(_env_file=environment_note(Settings().var))
    return f"http://{settings.api_host}:{settings.api_port}"
