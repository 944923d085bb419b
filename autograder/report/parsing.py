"""The process that parses what students wrote, and may lose its life over it.

Python's parser can be made to take minutes or to run out of memory. So student text is parsed
here, under limits of memory and processor time, and nothing of it is ever run. Started by
`parsed.py`: one JSON text a line comes in, one JSON answer a line goes out. The process that
spends too much on one text is ended by the system.
"""

from __future__ import annotations

import ast
import contextlib
import json
import resource
import signal
import sys
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

MEMORY_BYTES, TEXT_SECONDS = 2**30, 2.0
RUN = 8
FAILURES = (SyntaxError, ValueError, RecursionError, MemoryError)


def main() -> None:
    """Answer each text with its shape and its bare code, or null where it is no Python."""
    for what, value in (resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CORE, 0):
        with contextlib.suppress(ValueError, OSError):  # macOS does not limit everything
            resource.setrlimit(what, (value, value))
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        signal.setitimer(signal.ITIMER_VIRTUAL, TEXT_SECONDS)  # its signal ends the process
        sys.stdout.write(json.dumps(_answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def _answer(source: str) -> dict[str, Any] | None:
    try:
        tree = ast.parse(source)
        _remove_docstrings(tree)
        return {"pieces": sorted(pieces(tree)), "bare": ast.unparse(tree)}
    except FAILURES:
        return None


def _remove_docstrings(tree: ast.Module) -> None:
    """Remove every statement that is only a text."""
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list):
                kept = [one for one in body if not _is_text(one)]
                setattr(node, name, kept or ([ast.Pass()] if body else []))


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def pieces(tree: ast.Module) -> set[int]:
    """Return the hashes of all runs of 8 parts of a program, its own names made equal."""
    own = {
        one
        for node in ast.walk(tree)
        for one in (getattr(node, "arg", None), getattr(node, "name", None), _stored(node))
        if isinstance(one, str)
    }
    parts = list(_parts(tree, own))
    runs = range(max(1, len(parts) - RUN + 1))
    return {zlib.crc32(" ".join(parts[at : at + RUN]).encode()) for at in runs} if parts else set()


def _stored(node: ast.AST) -> str | None:
    stored = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    return node.id if stored and isinstance(node, ast.Name) else None


def _parts(tree: ast.Module, own: set[str]) -> Iterator[str]:
    """Yield a program's parts in their order: kinds of node, foreign names, constants."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Import, ast.ImportFrom, ast.Load, ast.Store)):
            continue
        yield _part(node, own)
        children = [
            child
            for name, value in ast.iter_fields(node)
            if name not in ("annotation", "returns")
            for child in (value if isinstance(value, list) else [value])
            if isinstance(child, ast.AST)
        ]
        waiting += reversed(children)


def _part(node: ast.AST, own: set[str]) -> str:
    if isinstance(node, ast.Name):
        return "name" if node.id in own else node.id
    if isinstance(node, ast.Attribute):
        return f".{node.attr}"
    if isinstance(node, ast.Constant):
        return repr(node.value)[:40]
    return type(node).__name__


if __name__ == "__main__":
    main()
