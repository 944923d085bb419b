"""Cells that are numbers, have no source, no metadata, or types nobody knows."""

# earns: all but secant_slope
# says: missing
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "secant_slope":
            cell["cell_type"] = "heading"
        if cell["cell_type"] == "markdown":
            cell["source"], cell["metadata"] = None, []
    document["cells"][1:1] = [None, 7, "cell", [], {}, {"cell_type": "code"}, {"cell_type": 3}]
    document["metadata"] = None
    return json.dumps(document).encode()
