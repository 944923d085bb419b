"""Checks, grade cells, the setup and all text were deleted: only answers are left."""

# earns: all
# says: missing; put back
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    document["cells"] = [
        cell for cell in document["cells"] if cell["metadata"].get("nbgrader", {}).get("solution")
    ]
    return json.dumps(document).encode()
