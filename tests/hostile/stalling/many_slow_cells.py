"""Two hundred cells that each stay just below the time limit of a cell."""

# earns: nothing
# says: time limit of the whole notebook
# stopped by: deadline
# run by: the command only
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for number in range(200):
        cell = {"cell_type": "code", "metadata": {}, "id": f"slow-{number}"}
        cell |= {"source": "import time\ntime.sleep(9)", "outputs": [], "execution_count": None}
        document["cells"].append(cell)
    return json.dumps(document).encode()
