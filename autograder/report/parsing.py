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

MEMORY_BYTES, TEXT_SECONDS = 2**30, 2.0
RUN, LONGEST = 8, 40
BARE = "bare"
LEFT_OUT = (ast.Import, ast.ImportFrom, ast.Load, ast.Store)
TYPES = ("annotation", "returns")
FAILURES = (SyntaxError, ValueError, RecursionError, MemoryError)


def main() -> None:
    """Answer each text with its pieces, or with its bare code when so told; null for no Python."""
    for what, value in (resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CORE, 0):
        with contextlib.suppress(ValueError, OSError):  # macOS does not limit everything
            resource.setrlimit(what, (value, value))
    warnings.simplefilter("ignore")
    answer = bare if sys.argv[1:] == [BARE] else pieces
    for line in sys.stdin:
        signal.setitimer(signal.ITIMER_VIRTUAL, TEXT_SECONDS)  # its signal ends the process
        try:
            found: list[int] | str | None = answer(ast.parse(json.loads(line)))
        except FAILURES:
            found = None
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


def bare(tree: ast.Module) -> str:
    """Return a program without remarks, and without statements that are only a text."""
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and body:
                setattr(node, name, [one for one in body if not _is_text(one)] or [ast.Pass()])
    return ast.unparse(tree)


def pieces(tree: ast.Module) -> list[int]:
    """Return the hashes of all runs of 8 parts of a program, its own names made equal."""
    own: set[str] = set()
    parts = ["name" if part in own else part for part in [*_parts(tree, own)]]
    runs = range(max(1, len(parts) - RUN + 1))
    return sorted({zlib.crc32(" ".join(parts[at : at + RUN]).encode()) for at in runs})


def _parts(tree: ast.Module, own: set[str]) -> Iterator[str]:
    """Yield a program's parts in their order: kinds of node, names, constants.

    The names it binds itself are added to `own`. A class of students has tens of thousands of
    answers: this is written to be fast.
    """
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                own.add(node.id)
            yield node.id
        elif isinstance(node, ast.Constant):
            yield repr(node.value)[:LONGEST]
        elif not isinstance(node, LEFT_OUT) and not _is_text(node):
            if isinstance(node, ast.FunctionDef):
                own.add(node.name)
            elif isinstance(node, ast.arg):
                own.add(node.arg)
            yield f".{node.attr}" if isinstance(node, ast.Attribute) else type(node).__name__
            waiting += reversed(_children(node))


def _children(node: ast.AST) -> list[ast.AST]:
    """Return the nodes below a node, but for what a function's types are said to be."""
    found: list[ast.AST] = []
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            found += [one for one in value if isinstance(one, ast.AST)]
        elif isinstance(value, ast.AST) and name not in TYPES:
            found.append(value)
    return found


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


if __name__ == "__main__":
    main()
