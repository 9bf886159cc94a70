"""The dockings (对接表): one row each, from the articles that make them; ``whole`` holds them together.

Read a row and you know who may send what to whom, who must agree, when each clock begins, what comes back.
"""

from rules.dockings.whole import DOCKINGS

__all__ = ["DOCKINGS"]
