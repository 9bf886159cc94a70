"""The agencies' own systems in a story (对方系统): what they send, and what they say, by their desks."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

import httpx

from demo.place import Differs
from demo.registering import people_of


class Agencies:
    """The simulator's desks, at which the people of the agencies act."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=url, trust_env=False, timeout=30)

    async def close(self) -> None:
        await self._http.aclose()

    async def push(self, agency: str, docking: str, data: Mapping[str, Any]) -> str:
        """Send a matter; the agency's reference of it."""
        answer = await self._post(f"/{agency}/desk/push", {"docking": docking, "data": data})
        return str(answer["subject"])

    async def act(self, agency: str, subject: str, act: str, data: Mapping[str, Any]) -> None:
        """Say it, whatever the agency knows by then: what it does here is ours to say."""
        asked = {"subject": subject, "act": act, "data": data, "forced": True}
        await self._post(f"/{agency}/desk/acts", asked)

    async def close_door(self, agency: str, subject: str, *, is_closed: bool) -> None:
        """From now on the agency's system takes nothing about this, or takes it again."""
        await self._post(f"/{agency}/desk/doors", {"subject": subject, "closed": is_closed})

    async def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        answer = await self._http.post(path, json=body)
        if not answer.is_success:
            raise Differs(f"{path} {answer.status_code} {answer.text}")
        return answer.json()


# What is no word of the agency, but whether its system takes ours.
DOORS: Mapping[str, bool] = {"close-door": True, "open-door": False}


def sent(body: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The data of what an agency sends: ``agreed`` are those whose consent lies with it, else all."""
    parties = [{"is_minor": False, **each} for each in people_of(dict(body))]
    agreed = body.get("agreed", [each["ref"] for each in parties])
    consents = [
        {"party": party, "scope": "mediation", "form": "written", "given_at": at.isoformat()}
        for party in agreed
    ]
    related = {"related": {"number": body["related"]}} if "related" in body else {}
    return {"summary": body["said"], "parties": parties, "consents": consents, **related, **said(body)}


def said(body: Mapping[str, Any]) -> dict[str, Any]:
    """The data of what an agency says: each document with its text and the digest of it."""
    own = {"said", "parties", "agreed", "related", "documents"}
    plain = {name: value for name, value in body.items() if name not in own}
    if "documents" in body:
        plain["documents"] = [_document(**each) for each in body["documents"]]
    return plain


def _document(kind: str, text: str) -> dict[str, Any]:
    digest = sha256(text.encode()).hexdigest()
    return {
        "ref": f"document-{digest[:8]}",
        "kind": kind,
        "title": kind,
        "sha256": digest,
        "class": "internal",
        "text": text,
    }
