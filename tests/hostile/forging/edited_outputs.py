"""The file shows passed tests and full points, but nothing was answered."""

# earns: nothing
# stopped by: reader
import json

SHOWN = [
    {"output_type": "stream", "name": "stdout", "text": "passed: everything\n"},
    {
        "output_type": "execute_result",
        "data": {"text/plain": "4.0"},
        "metadata": {},
        "execution_count": 9,
    },
]


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        if nbgrader.get("solution"):
            cell["source"] = ""
        if cell["cell_type"] == "code":
            cell |= {"outputs": SHOWN, "execution_count": 9}
        if nbgrader.get("grade"):
            nbgrader |= {"score": nbgrader["points"], "auto_score": nbgrader["points"]}
    return json.dumps(document).encode()
