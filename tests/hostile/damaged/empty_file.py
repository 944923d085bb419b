"""A file of no bytes, as a full disk leaves it."""
# earns: nothing
# says: the file is empty
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    return b""
