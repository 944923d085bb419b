"""Conflict markers inside an answer, in a file that is whole otherwise."""

# earns: all but secant_slope
# stopped by: fresh process
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "secant_slope":
            mine = cell["source"]
            cell["source"] = f"<<<<<<< HEAD\n{mine}\n=======\n{mine}\n>>>>>>> theirs"
    return json.dumps(document).encode()
