"""The mutation operators: for a piece of syntax, the pieces that may stand in its place.

Kept libraries were looked at: cosmic-ray and mutmut mutate whole files and know neither
removed statements, calls and list entries nor swapped arguments, on which this course rests.

An operator is a generator function registered for one class of `ast` nodes.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterator, Sequence

Operator = Callable[[ast.AST], Iterator[ast.AST]]
OPERATORS: list[tuple[type[ast.AST], Operator]] = []

ORDER = (ast.Lt, ast.LtE, ast.Eq, ast.NotEq, ast.GtE, ast.Gt)
OTHERWISE = {ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Pow)


def mutates(kind: type[ast.AST]) -> Callable[[Operator], Operator]:
    """Register an operator for nodes of a class."""

    def register(operator: Operator) -> Operator:
        OPERATORS.append((kind, operator))
        return operator

    return register


def replacements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield everything that may stand in the place of `node`."""
    for kind, operator in OPERATORS:
        if isinstance(node, kind):
            yield from operator(node)


def exchanges(node: ast.AST, tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the other variables of the function for a variable, its other texts for a text."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        parts = list(ast.walk(tree))
        own = [part.arg for part in parts if isinstance(part, ast.arg)]
        own += [p.id for p in parts if isinstance(p, ast.Name) and isinstance(p.ctx, ast.Store)]
        if node.id in own:
            yield from (ast.Name(name, ast.Load()) for name in dict.fromkeys(own))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        texts = [part.value for part in ast.walk(tree) if isinstance(part, ast.Constant)]
        yield from (ast.Constant(text) for text in texts if isinstance(text, str))


def changed(node: ast.AST, **fields: object) -> ast.AST:
    """Return `node` with other fields; what it holds is shared, not copied."""
    return type(node)(**{**dict(ast.iter_fields(node)), **fields})


# --- expressions ----------------------------------------------------------------------


@mutates(ast.Compare)
def other_comparison(node: ast.Compare) -> Iterator[ast.AST]:
    """Every other comparison, boundaries included."""
    first = type(node.ops[0])
    others = [OTHERWISE[first]] if first in OTHERWISE else [op for op in ORDER if op is not first]
    for op in others:
        yield changed(node, ops=[op(), *node.ops[1:]])


@mutates(ast.BinOp)
def other_arithmetic(node: ast.BinOp) -> Iterator[ast.AST]:
    """Every other operation, operands in the other order where it matters, one operand alone."""
    for op in ARITHMETIC:
        if not isinstance(node.op, op):
            yield changed(node, op=op())
    if not isinstance(node.op, (ast.Add, ast.Mult)):
        yield changed(node, left=node.right, right=node.left)
    yield node.left
    yield node.right


@mutates(ast.BoolOp)
def other_logic(node: ast.BoolOp) -> Iterator[ast.AST]:
    """`and` for `or`, one operand alone."""
    yield changed(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    yield from node.values


@mutates(ast.UnaryOp)
def no_sign(node: ast.UnaryOp) -> Iterator[ast.AST]:
    """Neither minus nor `not`."""
    yield node.operand


@mutates(ast.Constant)
def other_constant(node: ast.Constant) -> Iterator[ast.AST]:
    """Numbers a little off, negative, doubled, halved; the other truth value; other text."""
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        for number in dict.fromkeys([value + 1, value - 1, -value, 2 * value, value / 2, 0]):
            if number != value:
                yield ast.Constant(number)
    elif isinstance(value, str):
        yield from (ast.Constant(text) for text in ("", value + "?") if text != value)


@mutates(ast.IfExp)
def one_branch(node: ast.IfExp) -> Iterator[ast.AST]:
    """One branch whatever the condition, the branches exchanged."""
    yield node.body
    yield node.orelse
    yield changed(node, body=node.orelse, orelse=node.body)


@mutates(ast.Call)
def no_call(node: ast.Call) -> Iterator[ast.AST]:
    """The object without the method, an argument without the function."""
    yield from node.args
    if isinstance(node.func, ast.Attribute):
        yield node.func.value


@mutates(ast.Call)
def other_arguments(node: ast.Call) -> Iterator[ast.AST]:
    """One argument less, two neighbours swapped."""
    for fewer in _one_less(node.args):
        yield changed(node, args=fewer)
    for fewer in _one_less(node.keywords):
        yield changed(node, keywords=fewer)
    for swapped in _neighbours_swapped(node.args):
        yield changed(node, args=swapped)


@mutates(ast.Call)
def off_by_one(node: ast.Call) -> Iterator[ast.AST]:
    """A loop that runs once more or less often, or begins one later."""
    if isinstance(node.func, ast.Name) and node.func.id == "range" and len(node.args) == 1:
        one = ast.Constant(1)
        yield changed(node, args=[ast.BinOp(node.args[0], ast.Add(), one)])
        yield changed(node, args=[ast.BinOp(node.args[0], ast.Sub(), one)])
        yield changed(node, args=[one, *node.args])


@mutates(ast.Slice)
def open_slice(node: ast.Slice) -> Iterator[ast.AST]:
    """A slice without one of its ends."""
    for end in ("lower", "upper"):
        if getattr(node, end) is not None:
            yield changed(node, **{end: None})


@mutates(ast.List)
@mutates(ast.Tuple)
def other_entries(node: ast.List | ast.Tuple) -> Iterator[ast.AST]:
    """One entry less, one twice, two neighbours swapped; where it is read, not assigned to."""
    if isinstance(node.ctx, ast.Load):
        for k, entry in enumerate(node.elts):
            yield changed(node, elts=[*node.elts[:k], *node.elts[k + 1 :]])
            yield changed(node, elts=[*node.elts[:k], entry, *node.elts[k:]])
        for swapped in _neighbours_swapped(node.elts):
            yield changed(node, elts=swapped)


@mutates(ast.Dict)
def other_pairs(node: ast.Dict) -> Iterator[ast.AST]:
    """One pair less, each value under every other key."""
    for keys, values in zip(_one_less(node.keys), _one_less(node.values), strict=True):
        yield changed(node, keys=keys, values=values)
    for k, value in itertools.product(range(len(node.keys)), node.values):
        yield changed(node, values=[*node.values[:k], value, *node.values[k + 1 :]])


# --- statements -----------------------------------------------------------------------


@mutates(ast.stmt)
def no_statement(node: ast.AST) -> Iterator[ast.AST]:
    """The statement is gone."""
    if not isinstance(node, (ast.Pass, ast.FunctionDef)):
        yield ast.Pass()


@mutates(ast.Return)
def other_result(node: ast.Return) -> Iterator[ast.AST]:
    """None, or the result with its sign turned."""
    if node.value is not None:
        yield changed(node, value=ast.Constant(None))
        yield changed(node, value=ast.UnaryOp(ast.USub(), node.value))


@mutates(ast.AugAssign)
def other_update(node: ast.AugAssign) -> Iterator[ast.AST]:
    """Another operation, a plain assignment, a new object in the place of the old one."""
    for op in (ast.Add, ast.Sub, ast.Mult, ast.Div):
        if not isinstance(node.op, op):
            yield changed(node, op=op())
    yield ast.Assign([node.target], node.value, lineno=0)
    yield ast.Assign([node.target], ast.BinOp(_read(node.target), node.op, node.value), lineno=0)


@mutates(ast.Assign)
def update_in_place(node: ast.Assign) -> Iterator[ast.AST]:
    """`w -= …` for `w = w - …`: the old object changes."""
    value, target = node.value, node.targets[0]
    if isinstance(value, ast.BinOp) and ast.unparse(value.left) == ast.unparse(target):
        yield ast.AugAssign(target, value.op, value.right)


@mutates(ast.If)
@mutates(ast.While)
@mutates(ast.IfExp)
def other_condition(node: ast.If | ast.While | ast.IfExp) -> Iterator[ast.AST]:
    """Always, never, and the opposite."""
    for test in (ast.Constant(True), ast.Constant(False), ast.UnaryOp(ast.Not(), node.test)):
        yield changed(node, test=test)


@mutates(ast.With)
@mutates(ast.If)
def body_alone(node: ast.With | ast.If) -> Iterator[ast.AST]:
    """The block without what stands around it."""
    yield ast.If(ast.Constant(True), node.body, [])


@mutates(ast.Raise)
def other_exception(node: ast.Raise) -> Iterator[ast.AST]:
    """Another kind of exception."""
    yield changed(node, exc=ast.Name("RuntimeError", ast.Load()))


# --- helpers --------------------------------------------------------------------------


def _one_less(entries: Sequence[object]) -> list[list[object]]:
    return [[*entries[:k], *entries[k + 1 :]] for k in range(len(entries))]


def _neighbours_swapped(entries: Sequence[object]) -> Iterator[list[object]]:
    for k in range(len(entries) - 1):
        yield [*entries[:k], entries[k + 1], entries[k], *entries[k + 2 :]]


def _read(target: ast.expr) -> ast.expr:
    return ast.parse(ast.unparse(target), mode="eval").body
