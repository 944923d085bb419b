"""A file that ends in the middle, as a broken upload leaves it."""
# earns: nothing
# says: no valid JSON at line
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    return notebook[: len(notebook) // 2]
