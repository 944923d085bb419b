"""A notebook whose JSON is nested as deep as the reader bears, and deeper."""

# earns: all
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    nested: list = []
    for _ in range(700):
        nested = [nested]
    document["metadata"]["nested"] = nested
    document["cells"][0]["metadata"]["nested"] = nested
    document["cells"][0]["metadata"]["nbgrader"] = {"grade_id": nested}
    return json.dumps(document).encode()
