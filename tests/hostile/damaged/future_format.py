"""Says it is of a format that does not exist yet."""

# earns: all
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook) | {"nbformat": 9, "nbformat_minor": 99}
    return json.dumps(document).encode()
