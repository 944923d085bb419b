"""All metadata is gone, as after a round through Colab."""

# earns: all
# says: found by what they define
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook) | {"metadata": {"colab": {"provenance": []}}}
    for cell in document["cells"]:
        cell["metadata"] = {"id": cell.pop("id")}
    return json.dumps(document).encode()
