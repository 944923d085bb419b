"""Saved with a byte order mark, as Windows editors do."""
# earns: all
# says: byte order mark
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    return b"\xef\xbb\xbf" + notebook
