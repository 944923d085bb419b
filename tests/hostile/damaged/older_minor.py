"""Saved in a minor version without cell ids."""

# earns: all
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook) | {"nbformat_minor": 2}
    for cell in document["cells"]:
        del cell["id"]
    return json.dumps(document).encode()
