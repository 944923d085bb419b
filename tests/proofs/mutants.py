"""Make the mutants of a reference: each is the reference with one small thing changed."""

from __future__ import annotations

import ast
import difflib
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from .operators import exchanges, replacements


@dataclass(frozen=True)
class Mutant:
    """The reference of a task before and after one change, as Python text."""

    task: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """Return the change as a unified diff."""
        names = f"{self.task}, the reference", f"{self.task}, the mutant"
        lines = difflib.unified_diff(*self._texts, *names, lineterm="")
        return "\n".join(lines)

    @property
    def line(self) -> str:
        """Return the line of the reference that was changed, without its indentation."""
        return self._only("- ")

    @property
    def mutated(self) -> str:
        """Return what stands in the place of `line`."""
        return self._only("+ ")

    @property
    def _texts(self) -> tuple[list[str], list[str]]:
        return self.before.splitlines(), self.after.splitlines()

    def _only(self, sign: str) -> str:
        lines = [line for line in difflib.ndiff(*self._texts) if line.startswith(sign)]
        return "\n".join(line.removeprefix(sign).strip() for line in lines)


def mutants(task: str, value: Any) -> list[Mutant]:
    """Return the different mutants of a reference, a function or a plain value."""
    tree = syntax(task, value)
    before = ast.unparse(tree)
    texts = dict.fromkeys(_texts(tree))
    return [Mutant(task, before, text) for text in texts if text != before and _valid(text)]


def syntax(task: str, value: Any) -> ast.Module:
    """Return a reference as syntax, without decorators and docstring."""
    if not inspect.isfunction(value):
        return ast.parse(f"{task} = {value!r}")
    tree = ast.parse(textwrap.dedent(inspect.getsource(value)))
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.decorator_list = []
    if ast.get_docstring(function) is not None:
        del function.body[0]
    return tree


def build(mutant: Mutant, module: ModuleType) -> Any:
    """Return the mutant's value, made beside the other names of the module of kept answers."""
    names = dict(vars(module)) | {mutant.task: None}
    exec(compile(mutant.after, "<mutant>", "exec"), names)
    return names[mutant.task]


def _texts(tree: ast.Module) -> Iterator[str]:
    """Put every replacement in its place in turn; yield the text each gives."""
    for holder, field, index, node in list(_places(tree)):
        for new in [*replacements(node), *exchanges(node, tree)]:
            _put(holder, field, index, new)
            yield ast.unparse(ast.fix_missing_locations(tree))
            _put(holder, field, index, node)


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield each node with where it hangs; not what no test can see: annotations, messages."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns") or isinstance(node, (ast.Raise, ast.JoinedStr)):
            continue
        several = isinstance(value, list)
        for index, child in enumerate(value if several else [value]):
            if isinstance(child, ast.AST):
                yield node, field, index if several else None, child
                yield from _places(child)


def _put(holder: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(holder, field, node)
    else:
        getattr(holder, field)[index] = node


def _valid(text: str) -> bool:
    try:
        compile(text, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True
