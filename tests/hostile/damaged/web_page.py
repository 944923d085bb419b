"""The login page of the learning platform, saved under the notebook's name."""
# earns: nothing
# says: no valid JSON
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    return b"<!DOCTYPE html>\n<html><title>Log in</title></html>\n"
