"""How the API's process writes its log: one line of JSON for each event, with ids and codes only."""

import logging
import sys

import structlog
from structlog.typing import Processor


def speak() -> None:
    """Our own lines, and those of the libraries from warnings on, as JSON on stdout."""
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    last = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[*first, last], wrapper_class=structlog.make_filtering_bound_logger(logging.INFO)
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=last, foreign_pre_chain=first))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
