"""Was saved with the kernel of another language."""

# earns: all
# says: language
# stopped by: reader
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    document["metadata"] = {
        "kernelspec": {"name": "ir", "display_name": "R", "language": "R"},
        "language_info": {"name": "R", "mimetype": "text/x-r-source"},
    }
    return json.dumps(document).encode()
