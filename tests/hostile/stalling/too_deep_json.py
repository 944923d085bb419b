"""A file that is nothing but a hundred thousand opening brackets."""
# earns: nothing
# says: nested too deep
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    return b'{"cells":' + b"[" * 100_000
