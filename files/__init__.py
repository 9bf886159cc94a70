"""What comes in as a file (材料文件): looked into apart from all else, sealed, kept outside the database.

Nothing here knows a matter or a person. What a file is and may be, the rules say; where it belongs, the
records.
"""
