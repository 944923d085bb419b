"""One answer cell was deleted."""

# earns: all but secant_slope
# says: the answer cell secant_slope is missing
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    document["cells"] = [
        cell
        for cell in document["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") != "secant_slope"
    ]
    return json.dumps(document).encode()
