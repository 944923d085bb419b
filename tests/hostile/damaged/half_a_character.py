"""A text cell and an answer hold half of an emoji, as a broken editor leaves it."""

# earns: all
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    document["cells"][0]["source"] = "# My work \ud83d"
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "secant_slope":
            cell["source"] += "\n# done \ude00"
    return json.dumps(document).encode()
