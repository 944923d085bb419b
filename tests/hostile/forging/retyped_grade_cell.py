"""The grade cell of an unsolved task is made a text cell, that nothing can fail in."""

# earns: all but secant_slope
# says: had another type
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name == "secant_slope":
            cell["source"] = "def secant_slope(f, x, h):\n    return None"
        if name == "test_secant_slope":
            cell["cell_type"] = "markdown"
            del cell["outputs"], cell["execution_count"]
    return json.dumps(document).encode()
