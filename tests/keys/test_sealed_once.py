"""What was sealed once opens for ever, whichever suite seals now. Never change a line here."""

import base64
from uuid import UUID

import pytest
from temporalio.api.common.v1 import Payload
from temporalio.converter import WorkflowSerializationContext

from keys.suites import SuiteName
from records.keeper import keeper_from
from workflows.converter import Sealing

KEY, REF, NUMBER = bytes(range(32)), UUID(int=7), "SL-2026-000001"
SAID = Payload(metadata={"encoding": b"json/plain"}, data=b'"said"')
PLACE = {"place": b"fengqiao/dispute/sl/SL-2026-000001/1"}
AES, SM4 = b"binary/sealed-aes-256-gcm", b"binary/sealed-sm4-gcm"


@pytest.mark.parametrize(
    ("key_id", "wrapped", "nonce", "ciphertext", "tokens"),
    [
        (
            "630dcd2966c43366",
            "Oww0ThHIlLw8h2sfqdp10ETLpH5BiOrkOqaoOzeikn5COklEk+hTM1RtKyM7GoOyNSW8ni8GvhE25eAM",
            "6Q9L3ANpKKiC83Wf",
            "Zj2W8K/Zh8sj7+mgdLIDPH8e0+xyx6BBKQ==",
            [-5771624468607560392, -5227531164503552255, 3166272020718305670],
        ),
        (
            "gm-fa34635f1d3ac272",
            "Py/rJmwu6HiqUm6LkYxxlTjjEulhCaPlYlTI17CFXtuX6rxNKs0mxqxsJ3I=",
            "rg93B/vRbvXtphiY",
            "i1U17t1uAdV2zqaUg8j49Q+DqsqdUfHIdw==",
            [-217140459184286705, 1356761467090869204, 6014479222487309292],
        ),
    ],
    ids=["first-release", "gm"],
)
def test_what_lies_in_the_records_opens_and_is_found(
    key_id: str, wrapped: str, nonce: str, ciphertext: str, tokens: list[int]
) -> None:
    for suite in SuiteName:  # whichever seals now
        keeper = keeper_from([KEY], suite)
        key = keeper.key_of(NUMBER, key_id, base64.b64decode(wrapped))

        assert key.open(REF, "name", base64.b64decode(nonce), base64.b64decode(ciphertext)) == "陶渊明"
        (holder,) = [each for each in keeper.holders if each.key_id == key_id]
        assert holder.tokens("name", "张三") == tokens


@pytest.mark.parametrize(
    ("metadata", "data"),
    [
        (
            {"encoding": AES, "key": b"k1"},
            "MvygwxsmnaBX8gMsc/g6ruou1Na7cQy5Ee/TJJdAAEv3c3ZJwxHRKAdtpPdgAgEV1EQoTWM/Us0UDNDy",
        ),
        (
            {"encoding": AES, "key": b"k1", **PLACE},
            "b8vUrktVv+LSpA3s9r1D5iP5HrS4D/Mp0I1WtvhD+NFg1p2CV0wMa+274/3bzqFlEjBd9PCaar4ISwRe",
        ),
        (
            {"encoding": SM4, "key": b"k1", **PLACE},
            "QC4CdZse7GPMiLKHdYyC34zt9Zg8H0Z69ws2xSF5TbV5rxJRBy1EAmAvSuPnhtpFm3aifhUxdRXH4ZH5",
        ),
    ],
    ids=["first-release", "intl", "gm"],
)
async def test_what_lies_in_the_engine_opens(metadata: dict[str, bytes], data: str) -> None:
    context = WorkflowSerializationContext(namespace="fengqiao", workflow_id=f"dispute/sl/{NUMBER}/1")
    sealing = Sealing({"k2": b"2" * 32, "k1": KEY}, "k2")
    sealed = Payload(metadata=metadata, data=base64.b64decode(data))

    assert await sealing.with_context(context).decode([sealed]) == [SAID]
    assert await sealing.decode([sealed]) == [SAID]
