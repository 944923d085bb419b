"""Two answer cells were merged into one."""

# earns: all
# says: limit_table was found in the cell secant_slope
# stopped by: repair
import json


def damage(notebook: bytes) -> bytes:
    document = json.loads(notebook)
    known = {one["metadata"].get("nbgrader", {}).get("grade_id"): one for one in document["cells"]}
    known["secant_slope"]["source"] += "\n\n" + known["limit_table"]["source"]
    document["cells"].remove(known["limit_table"])
    return json.dumps(document).encode()
