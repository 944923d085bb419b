"""A second grade cell with the same id stands after the first and gives full points."""

# earns: all but secant_slope
# says: is there twice
# stopped by: repair
import copy
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in list(document["cells"]):
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name == "secant_slope":
            cell["source"] = "def secant_slope(f, x, h):\n    return None"
        if name == "test_secant_slope":
            second = copy.deepcopy(cell)
            second |= {"source": "2.0", "id": "second"}
            document["cells"].append(second)
    return json.dumps(document).encode()
