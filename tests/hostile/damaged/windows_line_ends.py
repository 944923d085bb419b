"""Saved with Windows line ends, in the file and in the cells."""
# earns: all
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    return notebook.replace(b"\\n", b"\\r\\n").replace(b"\n", b"\r\n")
