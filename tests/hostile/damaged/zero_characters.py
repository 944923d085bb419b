"""Text and code hold the character zero."""

# earns: all but secant_slope
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    document["cells"][0]["source"] = "# My\0 work"
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "secant_slope":
            cell["source"] += "\n# \0"
    return json.dumps(document).encode()
