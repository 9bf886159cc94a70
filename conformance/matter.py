"""What the kit says: practice matters (练习件), which no agency may take for cases."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

import contract

DOCKING = "assigned-mediation"


def message(what: str, subject: str, data: dict[str, Any]) -> dict[str, Any]:
    """A message of the county."""
    return {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "urn:fengqiao:county:kit",
        "type": f"cn.fengqiao.handoff.{what}.v1",
        "subject": subject,
        "time": instant(),
        "datacontenttype": "application/json",
        **({"dataschema": contract.PREFIX + data["docking"]} if what == "sent" else {}),
        "data": data,
    }


def practice(agency: str, *wishes: str) -> dict[str, Any]:
    """The data of a `sent` by which the agency is asked to do these things."""
    seat = {"role": "docking_office", "unit": "kit"}
    return {
        "docking": DOCKING,
        "from_unit": "kit",
        "to_unit": agency,
        "summary": "对接合同核验用的练习件。A practice matter of the conformance kit.",
        "parties": [{"ref": "party-1", "role": "applicant", "is_minor": False}],
        "consents": [{"party": "party-1", "scope": "mediation", "form": "written", "given_at": instant()}],
        "documents": [document("练习。")],
        "legal_basis": [],
        "sent_by": seat,
        "sent_at": instant(),
        "practice": {"wish": list(wishes)},
    }


def document(text: str) -> dict[str, Any]:
    digest = sha256(text.encode()).hexdigest()
    named = {"ref": f"document-{digest[:8]}", "kind": "practice", "title": "练习材料"}
    return {**named, "sha256": digest, "class": "internal", "text": text}


def supplement() -> dict[str, Any]:
    return {"documents": [document("补充。")], "note": "已补齐。"}


def new_subject() -> str:
    return f"handoff/kit/{uuid4().hex[:12]}/1"


def written(whole: dict[str, Any]) -> bytes:
    return json.dumps(whole, ensure_ascii=False).encode()


def instant() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
