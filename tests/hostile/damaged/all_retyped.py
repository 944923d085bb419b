"""Every cell was made raw text."""

# earns: all
# says: had another type
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        cell["cell_type"] = "raw"
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
    return json.dumps(document).encode()
