"""Writes text cells whose HTML runs a program in the browser of whoever reads the feedback."""

# earns: all
# stopped by: markup
import json

SCRIPTS = (
    "<script>fetch('/hostile-escaped')</script>",
    '<img src="x" onerror="hostileescaped()">',
    "[click](javascript:hostileescaped())",
    "<iframe srcdoc='<script>hostileescaped()</script>'></iframe>",
    "![x](attachment:x.png)",
)


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    picture = {"x.png": {'image/png"><script>hostileescaped()</script>': "AAAA"}}
    for number, source in enumerate(SCRIPTS):
        cell = {"cell_type": "markdown", "metadata": {}, "source": source, "id": f"text-{number}"}
        document["cells"].append(cell | {"attachments": picture})
    return json.dumps(document).encode()
