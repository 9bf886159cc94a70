"""The API's process: `python -m api`."""

import gc

gc.disable()  # what is imported stays: to look through it again and again is a quarter of the start

from api.serving import serve  # noqa: E402
from settings import Settings  # noqa: E402

gc.freeze()  # and is not looked through while somebody waits for an answer
gc.enable()
serve(Settings())
