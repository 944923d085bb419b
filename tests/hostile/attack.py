"""Read the kept attacks: one short Python file each, in a folder for its family.

An attack file begins with a docstring, whose first line says what it tries, and comments:

    # earns: all but secant_slope    all | nothing | all but TASK, TASK=POINTS, …
    # says: did not stop             words that must stand in the result line; repeatable
    # stopped by: deadline           the layer that stops it
    # notebook: 4_autograd           the notebook handed in, if it is not 1_derivative
    # run by: the command only       too slow for the test suite

Then come cells, each after a line `# %% NAME`. NAME is a grade id, whose cell gets this source,
or any other word for a new cell: after the one named before it, or else at the notebook's end.
The rest of the notebook is the perfect solution. `# !` and `# %` begin lines that are IPython's,
`<course>` and `<home>` become paths: the attacker is told where to look. A harmful or curious
attack that succeeds takes its own answer away, so that `earns: all` proves it was stopped.

A file without cells holds a function instead, which the builder runs:
`damage(notebook: bytes) -> bytes` or `hand_in(folder: Path, notebook: bytes) -> None`.
"""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FAMILIES = ("forging", "leaking", "harming", "stalling", "crashing", "damaged")
HEADER = re.compile(r"^# (earns|says|stopped by|notebook|run by): (.+)$", re.MULTILINE)
CELL = re.compile(r"^# %%[ \t]*(\w+)[ \t]*\n", re.MULTILINE)
MAGIC = re.compile(r"^# ([!%])(?!%?\s)", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One kept attack and the verdict it must get."""

    family: str
    name: str
    tries: str
    earns: str
    says: tuple[str, ...]
    stopped_by: str
    notebook: str
    slow: bool
    cells: tuple[tuple[str, str], ...]
    functions: Mapping[str, Callable[..., Any]]

    @property
    def student(self) -> str:
        """Return the name this attack hands in under."""
        return f"{self.family}-{self.name}"

    def points(self, points: Mapping[str, float]) -> dict[str, float]:
        """Return what each of the handed-in notebook's tasks must earn."""
        if self.earns == "nothing":
            return dict.fromkeys(points, 0.0)
        lost = {}
        for part in re.findall(r"[\w=./]+", self.earns.removeprefix("all").removeprefix(" but")):
            task, _, some = part.partition("=")
            lost[task] = _fraction(some or "0")
        assert lost.keys() <= points.keys(), f"{self.student}: no such task in {self.earns!r}"
        return dict(points) | lost

    def holds(self, text: str) -> bool:
        """Return whether the attack's own cells hold a text."""
        return any(text in source for _, source in self.cells)


def attacks(slow: bool = False) -> list[Attack]:
    """Return all kept attacks, the slow ones only when asked for."""
    found = [read(path) for family in FAMILIES for path in sorted((HERE / family).glob("*.py"))]
    return [attack for attack in found if slow or not attack.slow]


def read(path: Path) -> Attack:
    """Read one attack file. Raises AssertionError when it lacks something."""
    text = path.read_text(encoding="utf-8")
    tries = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    head, *parts = CELL.split(text)
    cells = tuple(zip(parts[::2], map(_source, parts[1::2]), strict=True))
    keys: dict[str, list[str]] = {}
    for key, value in HEADER.findall(head):
        keys.setdefault(key, []).append(value.strip())
    functions = {} if cells else _functions(path)
    assert tries and "earns" in keys and "stopped by" in keys, f"{path} is no attack file"
    assert cells or functions, f"{path} holds neither cells nor a function"
    return Attack(
        family=path.parent.name,
        name=path.stem,
        tries=tries,
        earns=keys["earns"][0],
        says=tuple(keys.get("says", ())),
        stopped_by=keys["stopped by"][0],
        notebook=keys.get("notebook", ["1_derivative"])[0],
        slow="run by" in keys,
        cells=cells,
        functions=functions,
    )


def _source(text: str) -> str:
    """Return a cell's source, IPython's lines no longer comments."""
    return MAGIC.sub(r"\1", text).strip("\n")


def _functions(path: Path) -> dict[str, Callable[..., Any]]:
    spec = importlib.util.spec_from_file_location(f"attack_{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: vars(module)[name] for name in ("damage", "hand_in") if name in vars(module)}


def _fraction(text: str) -> float:
    whole, _, parts = text.partition("/")
    return float(whole) / float(parts or 1)
