"""A file of the right size that holds only zeros, as a crash leaves it."""
# earns: nothing
# says: damaged
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    return bytes(len(notebook))
