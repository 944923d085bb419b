"""Thirty cells that each end their process, which has to be started again for the next."""

# earns: all
# says: ended the process
# stopped by: deadline
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for number in range(30):
        cell = {"cell_type": "code", "metadata": {}, "id": f"end-{number}"}
        cell |= {"source": "import os\nos._exit(0)", "outputs": [], "execution_count": None}
        document["cells"].append(cell)
    return json.dumps(document).encode()
