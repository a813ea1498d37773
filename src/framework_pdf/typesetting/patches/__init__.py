"""Shortcuts through WeasyPrint's private parts, for the versions with which they were verified.

Without them every file has the same bytes, and takes half as long again. Each module says what its shortcut gives and
what would break it. Nothing private is imported before a patch is applied, so that no version of WeasyPrint can keep
the program from starting.
"""
