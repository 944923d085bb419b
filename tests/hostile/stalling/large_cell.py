"""A cell of twenty megabytes, more than fits into one message to the student process."""

# earns: all
# stopped by: channel
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    document["cells"].append(cell | {"id": "large", "source": "x = 1\n" * 3_500_000})
    return json.dumps(document).encode()
