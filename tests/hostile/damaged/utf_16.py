"""Saved as UTF-16, as a redirection in PowerShell does."""
# earns: nothing
# says: not UTF-8
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    return notebook.decode().encode("utf-16")
