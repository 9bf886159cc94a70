"""Every word the house says to people (用语), in Chinese and English, by kind and code.

Notices, pages, API and command line take their words from here, so that all say the same.
"""

from rules.words.card_lines import card_lines
from rules.words.guidance import guidance_notice
from rules.words.notices import work_notice
from rules.words.paper import codes_of
from rules.words.petition_papers import PAPERS, WITH_A_CARD, petition_paper
from rules.words.saying import KINDS, say

__all__ = [
    "KINDS",
    "PAPERS",
    "WITH_A_CARD",
    "card_lines",
    "codes_of",
    "guidance_notice",
    "petition_paper",
    "say",
    "work_notice",
]
