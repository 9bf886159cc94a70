"""The ways out (通知渠道): a directory of files, a mail server, a gateway for short messages."""

import asyncio
import json
import os
import smtplib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID

import httpx

from activities.notifying import Carrier, NotSent
from rules.notifying import Way
from settings import Settings
from wire.signing import Keys, sign

_WITHIN = 15.0  # seconds
_FINAL = frozenset({400, 404, 410, 422})  # what will not change by asking again
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Sink:
    """A directory: each notice a file under its id, so that twice is once. Where no way out is set up."""

    place: Path

    async def send(self, id: UUID, to: str, words: str) -> bool:
        try:
            await asyncio.to_thread(self._write, id, {"id": str(id), "to": to, "words": words})
        except OSError:
            raise NotSent("sink-away") from None
        return False

    def _write(self, id: UUID, said: dict[str, str]) -> None:
        self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self.place / f".{id}.{os.getpid()}"
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(said, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.place / f"{id}.json")


@dataclass(frozen=True)
class Mail:
    """A mail server: `smtps://user:password@host:465`, `smtp://…:587` with STARTTLS; without it on this very
    machine alone. The id of a notice is that of its letter: whoever gets it twice sees one."""

    server: str
    sender: str
    authorities: Path | None = None

    async def send(self, id: UUID, to: str, words: str) -> bool:
        subject, _, _ = words.partition("\n")
        letter = EmailMessage()
        letter["From"], letter["Subject"] = self.sender, _subject(words, subject)
        try:
            letter["To"] = to
        except (IndexError, ValueError):  # as the library says that it cannot read an address
            raise NotSent("address-unusable", is_final=True) from None
        letter["Date"] = format_datetime(datetime.now(UTC))
        letter["Message-ID"] = f"<{id}@{self.sender.rpartition('@')[2]}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(words)
        try:
            await asyncio.to_thread(self._send, letter)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            raise NotSent("refused", is_final=all(code >= 500 for code in codes)) from None
        except (smtplib.SMTPException, OSError) as error:
            raise NotSent(type(error).__name__) from None
        return False

    def _send(self, letter: EmailMessage) -> None:
        where = urlsplit(self.server)
        host, trusted = where.hostname or "", ssl.create_default_context(cafile=self.authorities)
        if where.scheme == "smtps":
            made: smtplib.SMTP = smtplib.SMTP_SSL(host, where.port or 465, timeout=_WITHIN, context=trusted)
        else:
            made = smtplib.SMTP(host, where.port or 587, timeout=_WITHIN)
        with made as server:
            if where.scheme != "smtps" and host not in _LOOPBACK:
                server.starttls(context=trusted)
            if where.username:
                server.login(unquote(where.username), unquote(where.password or ""))
            server.send_message(letter)


def _subject(words: str, first: str) -> str:
    """The first sentence that says something: the greeting does not."""
    said = [line for line in words.splitlines() if line.strip()]
    return (said[1] if len(said) > 1 else first)[:60]


@dataclass(frozen=True)
class Gateway:
    """A gateway for short messages: a signed JSON request (Standard Webhooks), known again by its id."""

    address: str
    secret: str
    client: httpx.AsyncClient

    async def send(self, id: UUID, to: str, words: str) -> bool:
        body = json.dumps({"id": str(id), "to": to, "text": words}, ensure_ascii=False)
        signed = sign(Keys(secret=self.secret), str(id), datetime.now(UTC), body)
        headers = {**signed, "content-type": "application/json", "idempotency-key": str(id)}
        try:
            answer = await self.client.post(self.address, content=body, headers=headers, timeout=_WITHIN)
        except httpx.HTTPError as error:
            raise NotSent(type(error).__name__) from None
        if not answer.is_success:
            raise NotSent(str(answer.status_code), is_final=answer.status_code in _FINAL)
        return _has_arrived(answer)


def _has_arrived(answer: httpx.Response) -> bool:
    try:
        said = answer.json()
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("state") == "delivered"


def carriers_of(settings: Settings, client: httpx.AsyncClient) -> dict[Way, Carrier]:
    """The ways out of an installation; into a directory, where none is set up."""
    sink = Sink(settings.var / "notices")
    mail, gateway = settings.mail_server.get_secret_value(), settings.sms_gateway
    return {
        Way.EMAIL: Mail(mail, settings.mail_from) if mail else sink,
        Way.SMS: Gateway(gateway, settings.sms_secret.get_secret_value(), client) if gateway else sink,
    }
