"""Saved by an editor that writes other cell ids and a metadata of its own."""

# earns: all
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    for number, cell in enumerate(document["cells"]):
        cell["id"] = f"{number:08x}"
        cell["metadata"]["vscode"] = {"languageId": "python"}
        cell["metadata"]["tags"] = ["x"]
    document["metadata"]["language_info"] = {"name": "python", "version": "3.9.1"}
    return json.dumps(document).encode()
