"""An evidence bundle: what it holds, who gets it, and that nothing leaks."""

import asyncio
import base64
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import select

from proof.bundles import Checked, check_parts
from proof.containers import unpacked
from proof.keys import Signer
from records.checkpoints import Checkpointer
from records.histories import keep
from records.tables import access_log, contents
from tests.api.conftest import (
    AUDITOR,
    CLERK,
    DISPATCHER,
    GRID_WORKER,
    NEXT_VILLAGE,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
)
from tests.api.test_petitions import petition

LEAD = "p-sl-t1-v1-posted-township-cadre"
NAMES = ("王甲", "李乙")
WORD = "涉及多户，须早日提级。"
REASON = "人民法院调取证据。"


# Checks the bundle it is given, and can import nothing but what is named here.
REFUSING = """
import sys
ALLOWED = sys.stdlib_module_names | {"proof", "rules", "cryptography", "_cffi_backend"}
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in ALLOWED:
            raise ImportError("refused: " + name)
sys.meta_path.insert(0, Refuse())
from proof.__main__ import main
sys.exit(main())
"""


async def story(desk: Desk) -> Case:
    """A dispute in which somebody said something, and under which a checkpoint was signed."""
    case = await desk.dispute()
    await case.done(SECRETARY, "raise-early", {"reason": WORD})
    await signed(desk)
    return case


async def signed(desk: Desk) -> None:
    office = desk.app.state.office
    seeds = office.settings.signing_seeds()
    await Checkpointer(office.records, [Signer(seed) for seed in seeds]).carry_once(at_once=True)


async def asked(desk: Desk, case: Case, person: str = DISPATCHER, **body: Any) -> httpx.Response:
    return await (await desk.sign_in(person)).post(f"/matters/{case.number}/bundle", body)


async def exported(desk: Desk, case: Case, person: str = DISPATCHER, **body: Any) -> dict[str, bytes]:
    answer = await asked(desk, case, person, **body)
    assert answer.status_code == 200, answer.text
    (parts,) = unpacked(answer.content)
    return parts


def lines(said: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


async def test_a_bundle_is_sound_and_says_how_far_it_is_proved(desk: Desk) -> None:
    case = await story(desk)
    await case.done(LEAD, "claim")

    answer = await asked(desk, case)
    (parts,) = unpacked(answer.content)
    checked = check_parts(parts)

    assert answer.headers["content-type"] == "application/zip"
    assert checked.flaws == ()
    (standing,) = checked.standing
    assert (standing.procedure, standing.entries, standing.covered) == (f"dispute/sl/{case.number}/1", 4, 3)
    assert checked.about["matter"] == case.number
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None  # any tool opens it


@pytest.mark.parametrize("asked_for", ['x"; filename="y.exe', "..%2F..%2Fetc", "甲%0D%0AX: y"])
async def test_a_bundle_is_named_by_the_number_of_its_matter_and_nothing_else(
    desk: Desk, asked_for: str
) -> None:
    case = await story(desk)

    answer = await asked(desk, case)
    other = await (await desk.sign_in(DISPATCHER)).post(f"/matters/{asked_for}/bundle", {})

    assert answer.headers["content-disposition"] == f'attachment; filename="{case.number}.zip"'
    assert case.number.isascii()
    assert other.status_code in (404, 422)
    assert "content-disposition" not in other.headers


async def test_a_bundle_made_twice_at_one_instant_is_the_same(desk: Desk) -> None:
    case = await story(desk)

    assert (await asked(desk, case)).content == (await asked(desk, case)).content


async def test_nobodys_name_or_word_is_in_a_bundle_unless_it_was_asked_for(desk: Desk) -> None:
    case = await story(desk)

    without = b"\n".join((await exported(desk, case)).values()).decode()
    with_words = await exported(desk, case, with_words=True, reason=REASON)

    assert not any(said in without for said in (*NAMES, WORD, "示例县柳湾村", REASON))
    words = {line["of"]: line["text"] for line in lines(with_words["words.jsonl"])}
    assert {*NAMES, WORD} <= set(words.values())
    assert WORD in with_words["account.md"].decode()
    assert not any("示例县柳湾村" in part.decode() for part in with_words.values())  # how to reach somebody
    assert not any(REASON in part.decode() for part in with_words.values())
    assert check_parts(with_words).flaws == ()


async def test_the_account_says_in_both_languages_what_happened_when_and_on_what_basis(desk: Desk) -> None:
    account = (await exported(desk, await story(desk)))["account.md"].decode()

    for said in ("证据包", "Evidence bundle", "依据版本", "柳湾村", "检查点", "期限及其由来", "人民调解"):
        assert said in account, said
    assert account.startswith("# 证据包")


async def test_it_is_on_record_who_exported_what_with_the_hash_of_the_manifest_and_why(desk: Desk) -> None:
    case = await story(desk)
    await exported(desk, case, AUDITOR)
    await exported(desk, case, with_words=True, reason=REASON)

    office = desk.app.state.office
    async with office.records.connect() as connection:
        mine = access_log.c.matter == case.number
        rows = (await connection.execute(select(access_log).where(mine).order_by(access_log.c.seq))).all()
        kinds = await connection.execute(select(contents.c.kind).where(contents.c.ref == rows[-1].reason))

    assert [(row.person, row.what) for row in rows] == [(AUDITOR, "export"), (DISPATCHER, "export-words")]
    assert all(len(row.digest) == 64 for row in rows)
    assert [row.kind for row in kinds] == ["access-reason"]


@pytest.mark.parametrize(
    ("person", "body", "status"),
    [
        (AUDITOR, {}, 200),
        (AUDITOR, {"with_words": True, "reason": REASON}, 403),
        (DISPATCHER, {"with_words": True}, 422),
        (DISPATCHER, {"with_words": True, "reason": "查"}, 422),
        (SECRETARY, {}, 403),
        (CLERK, {}, 403),
        (SUPERVISOR, {}, 403),
        (GRID_WORKER, {}, 404),
        (NEXT_VILLAGE, {}, 404),
    ],
)
async def test_who_may_take_a_bundle_out_of_the_house(
    desk: Desk, person: str, body: dict[str, Any], status: int
) -> None:
    case = await story(desk)

    assert (await asked(desk, case, person, **body)).status_code == status


async def test_a_run_of_the_engine_is_in_it_as_it_was_kept_with_what_is_sealed_in_it_sealed(
    desk: Desk,
) -> None:
    case = await story(desk)
    office = desk.app.state.office
    procedure, run = f"dispute/sl/{case.number}/1", '{"events": ["encrypted"]}'
    await keep(office.records, procedure, "run-1", run)

    parts = await exported(desk, case)

    assert parts[f"histories/dispute.sl.{case.number}.1/run-1.json"] == run.encode()


async def test_psychological_help_is_nobodys_business(desk: Desk) -> None:
    """The entry that asked for it shows its hash and no more; the chain around it still proves."""
    case = await story(desk)
    parties = await case.parties()
    handing = {
        "docking": "psychological-service",
        "to": "psychology",
        "people": parties[:1],
        "summary": "请求心理疏导。",
    }
    answer = await case.ask(LEAD, "hand-off", handing)
    assert answer.status_code == 200, answer.text
    await signed(desk)

    parts = await exported(desk, case)
    journal = lines(parts[f"journal/dispute.sl.{case.number}.1.jsonl"])

    told = (said.decode() for name, said in parts.items() if not name.startswith("editions/"))
    assert "psycholog" not in "".join(told)
    assert set(journal[-1]) == {"procedure", "seq", "hash", "withheld"}
    checked = check_parts(parts)
    assert checked.flaws == ()
    assert (checked.standing[0].withheld, checked.standing[0].covered) == (1, len(journal))


async def test_a_bundle_before_the_first_checkpoint_is_proved_by_its_signature_alone(desk: Desk) -> None:
    case = await desk.dispute()

    checked = check_parts(await exported(desk, case))

    assert checked.flaws == ()
    assert [(each.covered, each.checkpoint) for each in checked.standing] == [(0, None)]


async def test_public_keys_are_there_for_everybody(desk: Desk) -> None:
    await story(desk)

    keys = (await desk.http.get("/proof/keys")).json()
    seed = desk.app.state.office.settings.signing_seeds()[0]

    assert [key["id"] for key in keys] == [Signer(seed).id]


async def test_a_bundle_is_checked_with_nothing_but_python_and_cryptography(
    desk: Desk, tmp_path: Path
) -> None:
    """In a process in which every other package of ours and of others cannot be imported."""
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes((await asked(desk, await story(desk))).content)

    async def checked() -> subprocess.CompletedProcess[str]:
        root, command = Path(__file__).parents[2], [sys.executable, "-c", REFUSING, str(bundle)]
        return await asyncio.to_thread(
            subprocess.run, command, cwd=root, capture_output=True, text=True, check=False
        )

    sound = await checked()
    bundle.write_bytes(bundle.read_bytes().replace(b"Registered", b"Registred_"))
    changed = await checked()

    assert (sound.returncode, sound.stderr) == (0, "")
    assert "未发现改动" in sound.stdout
    assert changed.returncode == 1
    assert "第 1 行" in changed.stdout


async def test_whoever_forges_a_whole_bundle_must_use_another_key_and_is_found_by_its_fingerprint(
    desk: Desk,
) -> None:
    case = await story(desk)
    office = desk.app.state.office
    genuine = Signer(office.settings.signing_seeds()[0]).id
    forger = base64.b64encode(bytes([8]) * 32).decode()
    old = base64.b64encode(office.settings.signing_seeds()[0]).decode()
    rotated = office.settings.model_copy(update={"signing_keys": SecretStr(f"{forger},{old}")})
    desk.app.state.office = replace(office, settings=rotated)
    by_the_next = await exported(desk, case)
    desk.app.state.office = office

    def found(parts: dict[str, bytes], first: str | None) -> Checked:
        return check_parts(parts, first)

    assert found(by_the_next, genuine).flaws == ()  # introduced by the old key
    own = {**by_the_next, "keys.jsonl": by_the_next["keys.jsonl"].splitlines(keepends=True)[1]}
    assert found(own, genuine).flaws


async def test_a_key_that_nobody_has_introduced_signs_nothing(desk: Desk) -> None:
    case = await story(desk)
    office = desk.app.state.office
    stranger = SecretStr(base64.b64encode(bytes([8]) * 32).decode())
    settings = office.settings.model_copy(update={"signing_keys": stranger})
    desk.app.state.office = replace(office, settings=settings)

    answer = await asked(desk, case)

    desk.app.state.office = office
    assert (answer.status_code, answer.json()["code"]) == (503, "cannot-sign")
    assert (await asked(desk, case)).status_code == 200


async def test_who_asked_not_to_be_named_is_in_no_bundle(desk: Desk) -> None:
    """Not even where whoever exports it knows."""
    registered = await (await desk.sign_in(CLERK)).post("/petitions", petition(hides_identity=True))
    assert registered.status_code == 201, registered.text
    case = Case(desk, registered.json()["number"], kind="petition")
    bureau = "p-sl-petition-bureau"
    known = (await case.read(bureau))["parties"]

    parts = await exported(desk, case, bureau, with_words=True, reason=REASON)

    names = [party["name"] for party in known if party["name"]]
    assert names
    asking = [party["name"] for party in known if party["party"]["role"] == "petitioner"]
    assert asking
    assert not any(name in part.decode() for name in asking for part in parts.values())
