"""A notebook whose metadata are millions of empty dictionaries: small file, large in memory."""

# earns: all
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    many = [{}] * 1_500_000
    document["metadata"]["widgets"] = many
    for cell in document["cells"][:3]:
        cell["metadata"]["many"] = many
    return json.dumps(document, separators=(",", ":")).encode()
