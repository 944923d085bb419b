"""Name well-known mistakes at the student's desk, when a visible check fails.

`autograder release` puts a copy of this file and `mistakes.json` beside the released notebooks;
a notebook's first cell imports it where it is. It needs nothing of the grader. It holds no
answer: `mistakes.json` knows only what known wrong answers do on the checks you can read, as
hashes, and each sentence in it is locked with what its mistake does.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import functools
import hashlib
import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

SECONDS = 2.0
MAX_PARTS, SOME = 24, 8

Known = Mapping[str, Mapping[str, Any]]


class TooSlow(BaseException):
    """The calls of a check did not end in time."""


def observe(check: str, names: Mapping[str, Any], task: str, seconds: float = SECONDS) -> list[str]:
    """Return what an answer does on a visible check: each call's result, each assert's.

    `names` is what the notebook has defined. A failing assert or call hides no later one.
    """
    tree = _Noting().visit(ast.parse(check))
    notes: list[str] = []
    space = dict(names)
    for name in _assigned(tree):
        space.pop(name, None)  # what an earlier check left under its name is not this one's
    space["__note__"] = lambda test: notes.append("holds" if test else "fails")
    if task in names and callable(names[task]):
        space[task] = _watched(names[task], notes)
    with warnings.catch_warnings(), limit(seconds):
        warnings.simplefilter("ignore")
        try:
            for statement in tree.body:
                _run(statement, space, notes)
        except TooSlow:
            notes.append("does not end")
    return notes


def _run(statement: ast.stmt, space: dict[str, Any], notes: list[str]) -> None:
    module = ast.fix_missing_locations(ast.Module([statement], []))
    try:
        exec(compile(module, "<check>", "exec"), space)
    except Exception as error:
        notes.append(_problem(error))


class _Noting(ast.NodeTransformer):
    """Make each assert note its result and go on."""

    def visit_Assert(self, node: ast.Assert) -> ast.Expr:
        call = ast.Call(ast.Name("__note__", ast.Load()), [node.test], [])
        return ast.copy_location(ast.Expr(call), node)


def _assigned(tree: ast.AST) -> set[str]:
    """Return the names a check gives to its own things."""
    stored = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return stored | {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def _watched(function: Callable[..., Any], notes: list[str]) -> Callable[..., Any]:
    """Return the function, noting what each call gave and what it left in its arguments."""

    @functools.wraps(function)
    def watched(*args: Any, **kwargs: Any) -> Any:
        try:
            result = function(*args, **kwargs)
        except Exception as error:
            notes.append(_problem(error))
            raise
        notes.append(f"{_in_short(result)} after {_in_short([*args, *kwargs.values()])}")
        return _watched(result, notes) if _is_function(result) else result

    return watched


def _is_function(value: Any) -> bool:
    return callable(value) and not hasattr(value, "shape")


def _problem(error: Exception) -> str:
    """Return an error's type and message, without what it quotes and its numbers."""
    return f"{type(error).__name__}: " + re.sub(r"'[^']*'|\d[\w.]*", "_", str(error)[:500])


def _in_short(value: Any) -> str:
    """Return a value's shape and numbers, the same for a list, an array and a tensor."""
    if hasattr(value, "detach"):
        value = value.detach()
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        some = value if len(value) <= MAX_PARTS else [*value[:SOME], *value[-SOME:]]
        return f"{len(value)}[{', '.join(map(_in_short, some))}]"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(float(value))
    return "a function" if callable(value) else repr(value)[:100]


def _number(value: float) -> str:
    """Return five digits of a number: rounding, and float32, must not show."""
    return "0" if abs(value) < 1e-8 else f"{value:.5g}"


@contextlib.contextmanager
def limit(seconds: float) -> Iterator[None]:
    """End what runs too long, on every system: Python looks at the clock at each of its lines."""
    end, before = time.monotonic() + seconds, sys.gettrace()

    def look(frame: Any, event: str, argument: Any) -> Any:
        if time.monotonic() > end:
            raise TooSlow
        return look

    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)


def hash_of(*texts: str) -> str:
    """Return one hash of some texts."""
    return hashlib.sha256("\n".join(text.strip() for text in texts).encode()).hexdigest()


def lock(check: str, notes: list[str], sentences: list[str]) -> tuple[str, str]:
    """Return a fingerprint, and the sentences so that only who has the notes can read them."""
    key = hash_of(check, *notes)  # the check is the salt
    text = json.dumps(sentences, ensure_ascii=False).encode()
    return hash_of(key), base64.b64encode(_mixed(text, key)).decode()


def unlock(check: str, notes: list[str], mistakes: Mapping[str, str]) -> list[str]:
    """Return the sentences on the mistake that these notes are the fingerprint of, or none."""
    key = hash_of(check, *notes)
    locked = mistakes.get(hash_of(key))
    if locked is None:
        return []
    sentences: list[str] = json.loads(_mixed(base64.b64decode(locked), key))
    return sentences


def _mixed(text: bytes, key: str) -> bytes:
    """Lock a text with a key, or unlock it: each byte is mixed with one of the key's stream."""
    stream = hashlib.shake_256(key.encode()).digest(len(text))
    return bytes(one ^ other for one, other in zip(text, stream, strict=True))


def name_mistake(check: str, names: Mapping[str, Any], known: Known) -> list[str]:
    """Return what a failing check looks like and a question, or nothing."""
    entry = known.get(hash_of(check))
    if entry is None:
        return []
    return unlock(check, observe(check, names, entry["task"]), entry["mistakes"])


def _after_cell(shell: Any, file: Path, result: Any) -> None:
    """Show a mistake's name under a check that failed; whatever goes wrong here is not shown."""
    from IPython.display import display
    from IPython.utils.capture import capture_output

    if not isinstance(result.error_in_exec, Exception):
        return
    with contextlib.suppress(Exception):
        known = json.loads(file.read_text(encoding="utf-8"))
        with capture_output():
            sentences = name_mistake(result.info.raw_cell, shell.user_ns, known)
        if sentences:
            says, ask = sentences
            text = f"It looks like {says}.\n\n{ask}"
            plain = text.replace("**", "").replace("`", "")
            display({"text/plain": plain, "text/markdown": text}, raw=True)


def watch(shell: Any, file: Path) -> None:
    """Look at each cell that fails in this shell, where the file of mistakes is there."""
    if shell is not None and file.is_file():
        shell.events.register("post_run_cell", functools.partial(_after_cell, shell, file))


if __name__ == "mistakes":  # imported by a notebook, from the folder it lies in
    from IPython import get_ipython

    watch(get_ipython(), Path(__file__).with_suffix(".json"))
