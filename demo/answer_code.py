"""Turn a kept answer of `solutions/` into the source of a student's answer cell.

The function gets the task's name, and all it needs of its module (imports, helpers, constants)
comes with it, so that the cell runs by itself.
"""

from __future__ import annotations

import ast
import copy
import inspect
import symtable
import textwrap
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from autograder.answers import Answer

PLAIN = (bool, int, float, str, type(None))
DEFINITIONS = (ast.FunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)


def _as_code(statements: list[ast.stmt]) -> str:
    return ast.unparse(ast.fix_missing_locations(ast.Module(statements, [])))


def _assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _literal(value: Any) -> ast.expr:
    return ast.parse(repr(value), mode="eval").body


def _definition(function: Any) -> ast.FunctionDef | ast.Lambda:
    """Return a kept function's own definition; what it closes over is written out in it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    kind = ast.Lambda if function.__name__ == "<lambda>" else ast.FunctionDef
    found = next(node for node in ast.walk(tree) if isinstance(node, kind))
    if isinstance(found, ast.FunctionDef):
        found.decorator_list = []
    enclosed = inspect.getclosurevars(function).nonlocals
    if not all(isinstance(value, PLAIN) for value in enclosed.values()):
        raise ValueError(f"{function.__qualname__} closes over more than plain values")
    filled = _Replace({name: _literal(value) for name, value in enclosed.items()}).visit(found)
    assert isinstance(filled, (ast.FunctionDef, ast.Lambda))
    return filled


def _named(name: str, definition: ast.FunctionDef | ast.Lambda) -> ast.stmt:
    """Return a statement that binds `name` to the function."""
    if isinstance(definition, ast.Lambda):
        return _assign(name, definition)
    definition.name = name
    return definition


class _Replace(ast.NodeTransformer):
    """Put other expressions in the place of names."""

    def __init__(self, names: Mapping[str, ast.expr]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._names.get(node.id, node)


class KeptCode:
    """The code of one module of kept answers."""

    def __init__(self, module: ModuleType) -> None:
        self._body = ast.parse(inspect.getsource(module)).body
        self._binds = {name: at for at, one in enumerate(self._body) for name in _bound(one)}

    def cell(self, task: str, answer: Answer) -> str:
        """Return code that binds `task`, and nothing another cell uses, to a kept answer."""
        if not inspect.isfunction(answer.value):
            return _as_code([_assign(task, _literal(answer.value))])
        own = _definition(answer.value)
        return _as_code([*self._needed(task, own), _named(task, own)])

    def _needed(self, task: str, own: ast.FunctionDef | ast.Lambda) -> list[ast.stmt]:
        """Return what an answer's `own` definition needs of the module, in its order.

        Helpers get the task's name in front, where they are used too: a cell must define no
        other task, and no cell of the lesson may redefine a helper.
        """
        names = {own.name: task} if isinstance(own, ast.FunctionDef) else {}
        found: dict[int, ast.stmt] = {}
        waiting: list[ast.stmt] = [own if isinstance(own, ast.FunctionDef) else ast.Expr(own)]
        while waiting:
            for name in (_globals_of(waiting.pop()) & self._binds.keys()) - names.keys():
                at = self._binds[name]
                if at not in found:
                    found[at] = copy.deepcopy(self._body[at])
                    waiting.append(found[at])
                kept = isinstance(found[at], IMPORTS)
                names[name] = name if kept else f"_{task}_{name.strip('_')}"
        replace = _Replace({old: ast.Name(new, ast.Load()) for old, new in names.items()})
        replace.visit(own)
        return [_kept(found[at], names, replace) for at in sorted(found)]


def _kept(statement: ast.stmt, names: Mapping[str, str], replace: _Replace) -> ast.stmt:
    """Return a module's statement as it goes into the cell."""
    if isinstance(statement, IMPORTS):
        statement.names = [one for one in statement.names if (one.asname or one.name) in names]
    if isinstance(statement, DEFINITIONS):
        statement.name = names[statement.name]
    kept: ast.stmt = replace.visit(statement)
    return kept


def _bound(statement: ast.stmt) -> list[str]:
    """Return the names a module's top-level statement binds."""
    if isinstance(statement, DEFINITIONS):
        return [statement.name]
    if isinstance(statement, IMPORTS):
        return [alias.asname or alias.name for alias in statement.names]
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    return []


def _globals_of(statement: ast.stmt) -> set[str]:
    """Return the names a statement of a module takes from the module."""
    if isinstance(statement, DEFINITIONS):
        statement.decorator_list = []
    tables = [symtable.symtable(_as_code([statement]), "<answer>", "exec")]
    names = set()
    while tables:
        table = tables.pop()
        tables += table.get_children()
        top = table.get_type() == "module"
        used = [one for one in table.get_symbols() if one.is_referenced()]
        names |= {one.get_name() for one in used if top or one.is_global()}
    return names
