"""Every grade cell is worth a thousand points in the file."""

# earns: all but secant_slope
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        if "points" in nbgrader:
            nbgrader["points"] = 1000
        if nbgrader.get("grade_id") == "secant_slope":
            cell["source"] = "def secant_slope(f, x, h):\n    return None"
    return json.dumps(document).encode()
