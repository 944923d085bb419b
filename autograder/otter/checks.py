"""A visible check as one test case of Otter's exception-based format: a function."""

from __future__ import annotations

import ast
import builtins
import symtable

from autograder.course import CourseError

HIDDEN = '''""" # BEGIN TEST CONFIG
points: {points:g}
hidden: true
""" # END TEST CONFIG
def judged_in_the_cage():
    raise RuntimeError("{task} is judged by the caged grader, never in this process")
'''
ENVIRONMENT = "env"  # the parameter through which Otter gives all names of the notebook
VISIBLE = '''""" # BEGIN TEST CONFIG
points: 0
""" # END TEST CONFIG
'''


def visible_test(task: str, source: str) -> str:
    """Return a check cell as Otter's test cell: worth nothing, its messages kept.

    Otter gives a test function the notebook's names as its parameters. Raises CourseError
    for a check that is no plain Python.
    """
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise CourseError(f"the visible check of {task} is no plain Python: {error}") from error
    names = free_names(_function([], body))
    if ENVIRONMENT in names:
        raise CourseError(
            f"the visible check of {task} uses the name {ENVIRONMENT!r}, which is Otter's own here"
        )
    missing = _unused("missing", source)
    guard = (
        f"{missing} = [name for name in {names!r} if name not in {ENVIRONMENT}]\n"
        f"assert not {missing}, "
        f'"not defined yet: " + ", ".join({missing}) + ". Run the cells above, from the top."'
    )
    return VISIBLE + _function([ENVIRONMENT, *names], [*ast.parse(guard).body, *body]) + "\n"


def _unused(name: str, source: str) -> str:
    """Return a name that a source does not use."""
    while name in source:
        name += "_"
    return name


def hidden_test(task: str, points: float) -> str:
    """Return what stands for a task's hidden tests: whoever runs it gets no points."""
    return HIDDEN.format(task=task, points=points)


def free_names(source: str) -> list[str]:
    """Return the names a function takes from around it, those of Python itself left out.

    >>> free_names("def check():\\n    got = double(1)\\n    assert got == np.sum([x for x in y])")
    ['double', 'np', 'y']
    """
    tables = symtable.symtable(source, "check", "exec").get_children()
    found: set[str] = set()
    while tables:
        table = tables.pop()
        found |= {one.get_name() for one in table.get_symbols() if one.is_global()}
        tables += table.get_children()
    return sorted(found - set(dir(builtins)))


def _function(parameters: list[str], body: list[ast.stmt]) -> str:
    """Return the source of a function `check` with this body."""
    whole = ast.parse(f"def check({', '.join(parameters)}): pass")
    function = whole.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.body = body
    return ast.unparse(ast.fix_missing_locations(whole))
