"""Saved in Latin-1, with letters that are no UTF-8."""
# earns: nothing
# says: not UTF-8
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    text = notebook.decode().encode("ascii", "ignore").decode()
    return text.replace('"cells"', '"é": 1, "cells"').encode("latin-1")
