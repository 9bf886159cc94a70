"""The demo (演示): stories of the ladder, played through the public API and held against what they expect."""

from demo.playing import play

__all__ = ["play"]
