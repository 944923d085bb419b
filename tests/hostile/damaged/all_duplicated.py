"""Every cell is there twice, ids included, as after a careless paste."""

# earns: all
# says: is there twice
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    document["cells"] += document["cells"]
    return json.dumps(document).encode()
