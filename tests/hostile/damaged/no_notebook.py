"""JSON, but a list of numbers and no notebook."""
# earns: nothing
# says: no notebook
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    return b"[1, 2, 3]"
