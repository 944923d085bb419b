"""The grade ids are those of another assignment."""

# earns: all
# says: found by what they define
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for number, cell in enumerate(document["cells"]):
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["grade_id"] = f"cell-{number}"
    return json.dumps(document).encode()
