"""Read the outputs of an autograded cell: only what nbformat would call whole.

See https://nbformat.readthedocs.io, "Code cell outputs".
"""

from __future__ import annotations

from typing import Any


def whole_outputs(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the outputs of a code cell that nbformat would call whole."""
    found = raw.get("outputs")
    whole = []
    for output in found if isinstance(found, list) else []:
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind == "stream":
            whole.append({"output_type": kind, "text": joined(output.get("text"))})
        elif kind in ("display_data", "execute_result") and isinstance(output.get("data"), dict):
            data = {str(mime): _text_of(one) for mime, one in output["data"].items()}
            whole.append({"output_type": kind, "data": data})
        elif kind == "error":
            lines = output.get("traceback")
            lines = (
                [one for one in lines if isinstance(one, str)] if isinstance(lines, list) else []
            )
            whole.append({"output_type": kind, "traceback": lines})
    return whole


def _text_of(value: Any) -> Any:
    """Return what a mime type holds; text in lines becomes one."""
    return joined(value) if isinstance(value, (str, list)) else value


def joined(text: Any) -> str:
    """Return text that nbformat may keep as a list of lines."""
    if isinstance(text, list):
        return "".join(line for line in text if isinstance(line, str))
    return text if isinstance(text, str) else ""
