"""Names no kernel and no language."""

# earns: all
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    return json.dumps(json.loads(notebook) | {"metadata": {}}).encode()
