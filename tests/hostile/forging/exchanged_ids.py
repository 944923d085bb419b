"""The test of a task that is solved carries the id of the one that is not, and back."""

# earns: all but secant_slope
# says: changed; graded as released
# stopped by: repair
import json

OTHER = {"test_secant_slope": "test_limit_table", "test_limit_table": "test_secant_slope"}


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        nbgrader["grade_id"] = OTHER.get(nbgrader.get("grade_id"), nbgrader.get("grade_id"))
        if nbgrader["grade_id"] == "secant_slope":
            cell["source"] = "def secant_slope(f, x, h):\n    return None"
    return json.dumps(document).encode()
