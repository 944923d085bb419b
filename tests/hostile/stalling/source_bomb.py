"""A cell that Python's parser, IPython's transformer and the judge find hard to read."""

# earns: all
# stopped by: deadline
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    empty = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    bombs = (
        "secant_slopes = " + "(" * 100_000,
        "secant_slopes = " + "-" * 100_000 + "1",
        "x = " + "[" * 90 + "]" * 90,
        "secant_slope" + " " * 1_000_000,
        "secant_slope:" + ":" * 200_000,
        "def secant_slope\n" * 50_000,
        "%%time\n" * 1000,
        "f" + "'{" * 2000,
    )
    for number, source in enumerate(bombs):
        document["cells"].append(empty | {"source": source, "id": f"bomb-{number}"})
    return json.dumps(document).encode()
