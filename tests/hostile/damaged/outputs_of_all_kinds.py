"""Carries outputs of every kind, broken ones and very large ones, and widget states."""

# earns: all
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    page = {"text/html": "<script>alert(1)</script>" * 1000, "application/javascript": "1"}
    outputs = [
        {"output_type": "display_data", "data": page, "metadata": {}},
        {"output_type": "stream", "name": "stdout", "text": ["x" * 1000] * 200},
        {"output_type": "nonsense"},
        None,
        7,
    ]
    for cell in document["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": outputs, "execution_count": "7"}
    return json.dumps(document).encode()
