"""Negative controls (对照): with one protection switched off the checker must report what that keeps away;
else no experiment proves anything. They come first."""

from tests.faults.catalogue import EARLY, FORGETFUL
from tests.faults.experiment import negative_control
from tests.faults.rig import Rig


async def test_an_api_that_acknowledged_before_anything_stood_would_be_found(rig: Rig) -> None:
    async with negative_control(EARLY, rig) as control:
        await control.load.more(10)
        with rig.with_fault("acknowledges-early"):
            await control.load.more(30)
            rig.kill_whole("api", "api-2")

    assert control.result.told("I01")


async def test_a_command_that_were_carried_out_again_would_be_found(rig: Rig) -> None:
    async with negative_control(FORGETFUL, rig) as control:
        await control.load.more(10)
        with rig.with_fault("forgets-keys"):
            await control.load.more(60)

    assert control.result.told("I02")
