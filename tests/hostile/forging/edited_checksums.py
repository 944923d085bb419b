"""Checksums, locks and schema versions in the file are made up."""

# earns: all
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for cell in document["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {
                "checksum": "0" * 32,
                "locked": False,
                "schema_version": 99,
                "cell_type": "markdown",
            }
    return json.dumps(document).encode()
