"""The measures of an official document (党政机关公文格式 GB/T 9704—2012), in millimetres and points.

A page is A4; its text stands in 156 by 225 mm, 37 mm from the top and 28 mm from the left, in 22 lines of 28
characters (5.2.1, 5.2.3). The title is in size 2 (22 pt), the text in size 3 (16 pt) (5.2.2, 7.3.1).
"""

PAGE = (210.0, 297.0)
TEXT = (156.0, 225.0)
TOP, LEFT = 37.0, 28.0
RIGHT, BOTTOM = PAGE[0] - LEFT - TEXT[0], PAGE[1] - TOP - TEXT[1]
LINES, CHARACTERS = 22, 28
_POINTS = 72 / 25.4  # in a millimetre
LINE = TEXT[1] / LINES * _POINTS  # points from one line to the next
CHARACTER = TEXT[0] / CHARACTERS * _POINTS  # points from one character to the next
HEAD, TITLE, BODY, SMALL, TABLE = 36.0, 22.0, 16.0, 14.0, 12.0  # points
RED = "D7000F"
# The faces of the standard first, then what stands in for them where they are not installed.
TITLE_FACE, BODY_FACE, HEADING_FACE, SECOND_FACE = "方正小标宋简体", "仿宋", "黑体", "楷体"
NUMBER_FACE = "宋体"
