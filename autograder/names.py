"""The global names a cell binds, and those it uses from before or, in functions, from after.

Read off the text, nothing runs. Where it is not clear whether the cell has bound a name itself
(in a branch, in a function that is called later) the name counts as used. Scopes are those of
Python's own symbol tables: https://docs.python.org/3/library/symtable.html.
"""

from __future__ import annotations

import ast
import contextlib
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

AT_ONCE = ("listcomp", "setcomp", "dictcomp")  # scopes that run where they stand


@dataclass(frozen=True)
class Names:
    """The global names a cell binds and those it uses."""

    bound: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()


def names_of(source: str) -> Names | None:
    """Return a cell's global names, None when it is no plain Python."""
    try:
        top = symtable.symtable(source, "a cell", "exec")
        reader = _Reader()
        reader.visit(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    inner = list(_inner_globals(top))
    bound = {one.get_name() for one in inner if one.is_assigned() or one.is_imported()}
    used = {one.get_name() for one in inner if one.is_referenced()}
    return Names(frozenset(reader.bound | bound), frozenset(reader.used | used))


def _inner_globals(table: symtable.SymbolTable) -> Iterator[symtable.Symbol]:
    """Yield the global names of functions and classes; when they are used is not known."""
    for inner in table.get_children():
        if inner.get_name() not in AT_ONCE:
            yield from (one for one in inner.get_symbols() if one.is_global())
        yield from _inner_globals(inner)


class _Reader(ast.NodeVisitor):
    """Follow the statements of a cell in order, functions and classes left out.

    `known` are the names the cell has bound for certain by then.
    """

    def __init__(self) -> None:
        self.bound: set[str] = set()
        self.used: set[str] = set()
        self.known: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self._bind(node.id)
        elif node.id not in self.known:
            self.used.add(node.id)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._visit(node.value, *node.targets)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.visit_Name(ast.Name(node.target.id, ast.Load()))
        self._visit(node.value, node.target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._visit(node.annotation)
        if node.value:
            self._visit(node.value, node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._visit(node.value)
        with self._perhaps():
            self._visit(node.target)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self._bind(alias.asname or alias.name.partition(".")[0])

    visit_ImportFrom = visit_Import

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        returned = [node.returns] if node.returns else []
        self._visit(*node.decorator_list, node.args, *returned)
        self._bind(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit(*node.decorator_list, *node.bases, *node.keywords)
        self._bind(node.name)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit(node.args)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self._visit(node.generators[0].iter)

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.DictComp) -> None:
        bound = set(self.bound)
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        with self._perhaps():
            for one in node.generators:
                self._visit(one.iter, one.target, *one.ifs)
            self._visit(*parts)
        self.bound = bound

    visit_SetComp = visit_DictComp = visit_ListComp

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._visit(node.iter)
        with self._perhaps():
            self._visit(node.target, *node.body)
        self._branches(node.orelse)

    visit_AsyncFor = visit_For

    def visit_If(self, node: ast.If | ast.While) -> None:
        self._visit(node.test)
        self._branches(node.body, node.orelse)

    visit_While = visit_If

    def visit_With(self, node: ast.With | ast.AsyncWith) -> None:
        self._visit(*node.items)
        self._branches(node.body)

    visit_AsyncWith = visit_With

    def visit_Try(self, node: ast.Try | ast.TryStar) -> None:
        self._branches(node.body, node.handlers, node.orelse, node.finalbody)

    visit_TryStar = visit_Try

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_match_case(self, node: ast.match_case) -> None:
        with self._perhaps():
            self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self._bind(node.rest)
        self.generic_visit(node)

    def _bind(self, name: str) -> None:
        self.bound.add(name)
        self.known.add(name)

    def _visit(self, *nodes: ast.AST) -> None:
        for node in nodes:
            self.visit(node)

    def _branches(self, *branches: Iterable[ast.AST]) -> None:
        for branch in branches:
            with self._perhaps():
                self._visit(*branch)

    @contextlib.contextmanager
    def _perhaps(self) -> Iterator[None]:
        """What is bound in here may not be bound after it."""
        known = set(self.known)
        yield
        self.known = known
