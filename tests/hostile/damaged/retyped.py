"""An answer cell was made a text cell by a slip of the finger."""

# earns: all
# says: secant_slope had another type
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "secant_slope":
            cell["cell_type"] = "markdown"
            del cell["outputs"], cell["execution_count"]
    return json.dumps(document).encode()
