"""Whether Chinese can be printed here: the system's own list of fonts is asked (fontconfig)."""

import ctypes
import ctypes.util
from functools import cache


class NoChineseFont(Exception):
    """没有中文字体: what lays out a page, or a font with Chinese characters, is not on this machine."""


class _FontSet(ctypes.Structure):
    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.c_void_p))


@cache
def can_print_chinese() -> bool:
    """Whether a font for Chinese (zh-cn) and the libraries of the layout are installed."""
    if any(ctypes.util.find_library(each) is None for each in ("pango-1.0", "pangoft2-1.0")):
        return False
    found = ctypes.util.find_library("fontconfig")
    return found is not None and _fonts_of(ctypes.CDLL(found), b":lang=zh-cn") > 0


def _fonts_of(library: ctypes.CDLL, pattern: bytes) -> int:
    library.FcNameParse.restype = library.FcObjectSetCreate.restype = ctypes.c_void_p
    library.FcFontList.restype = ctypes.POINTER(_FontSet)
    library.FcFontList.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    listed = library.FcFontList(None, library.FcNameParse(pattern), library.FcObjectSetCreate())
    return int(listed.contents.nfont) if listed else 0
