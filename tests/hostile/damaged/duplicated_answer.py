"""One answer cell was copied, and the copy changed for the worse after it."""

# earns: all but secant_slope
# says: is there twice; the last one counts
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for index, cell in enumerate(document["cells"]):
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "secant_slope":
            copy = dict(cell, id="copy", source="def secant_slope(f, x, h):\n    return None")
            document["cells"].insert(index + 1, copy)
            break
    return json.dumps(document).encode()
