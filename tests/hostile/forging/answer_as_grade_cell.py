"""The answer cell says of itself that a person grades it, and for more points."""

# earns: all but secant_slope
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        if nbgrader.get("grade_id") == "secant_slope":
            nbgrader |= {"grade": True, "task": True, "points": 50}
            cell["source"] = "2.0"
    return json.dumps(document).encode()
