"""A notebook of a hundred thousand cells."""

# earns: nothing
# says: more than 2000 cells
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    document["cells"] += [{"cell_type": "code", "metadata": {}, "source": "1"}] * 100_000
    return json.dumps(document).encode()
