"""The answer cells stand in the opposite order."""

# earns: all
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    cells = document["cells"]
    places = [
        i for i, one in enumerate(cells) if one["metadata"].get("nbgrader", {}).get("solution")
    ]
    for place, cell in zip(places, [cells[i] for i in reversed(places)], strict=True):
        cells[place] = cell
    return json.dumps(document).encode()
