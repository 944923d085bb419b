"""As many cells as a notebook may have, each of which ends its process."""

# earns: nothing
# says: time limit of the whole notebook
# stopped by: deadline
# run by: the command only
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for number in range(1900):
        cell = {"cell_type": "code", "metadata": {}, "id": f"end-{number}"}
        cell |= {"source": "import os\nos._exit(0)", "outputs": [], "execution_count": None}
        document["cells"].append(cell)
    return json.dumps(document).encode()
