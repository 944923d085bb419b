"""The cell with the imports was moved to the end."""

# earns: all
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "setup":
            document["cells"].remove(cell)
            document["cells"].append(cell)
            break
    return json.dumps(document).encode()
