"""All cells have the same id, and ids are of the wrong kind."""

# earns: all
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for number, cell in enumerate(document["cells"]):
        cell["id"] = ("same", 7, "not an id!", None, "x" * 1000)[number % 5]
    return json.dumps(document).encode()
