"""Hide who is who: students become numbers, and their names go wherever text quotes them."""

from __future__ import annotations

import builtins
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.report.lines import Line

SHORTEST = 3
FILES = re.compile(r": [^:]*\.(?:ipynb|zip)\b.*")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True)
class Names:
    """How students are called in a report; `hidden` says that nobody shall be recognised."""

    known: Mapping[str, str]
    hidden: bool
    words: re.Pattern[str] | None = None

    def of(self, student: str) -> str:
        """Return what a student is called."""
        return self.known[student]

    def clean(self, text: str) -> str:
        """Return a text without the names of students, if they are hidden."""
        return self.words.sub("…", text) if self.words else text

    def unquoted(self, text: str) -> str:
        """Return a sentence of ours without what it quotes of a hand-in, if names are hidden."""
        return self.clean(FILES.sub(": …", QUOTED.sub("'…'", text))) if self.hidden else text

    def kind(self, error: str) -> str:
        """Return what kind of error something is; one a student named has no name if hidden."""
        known = not self.hidden or isinstance(getattr(builtins, error, None), type)
        return error if known else "an error of its own"


def open_names(lines: Iterable[Line]) -> Names:
    """Return the students' own names."""
    return Names({str(line["student"]): str(line["student"]) for line in lines}, hidden=False)


def hidden_names(lines: Sequence[Line], more: Iterable[str] = ()) -> Names:
    """Return names that tell nothing: numbers in an order only these results give.

    `more` are other names of the same people, from the gradebook for example.
    """
    key = hashlib.sha256(json.dumps(lines, sort_keys=True).encode()).digest()
    students = [str(line["student"]) for line in lines]
    order = sorted(students, key=lambda one: hashlib.blake2b(one.encode(), key=key[:32]).digest())
    width = len(str(len(order)))
    known = {student: f"student {at:0{width}d}" for at, student in enumerate(order, 1)}
    return Names(known, True, _words([*students, *more]))


def _words(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of the names, or a part of one, standing alone."""
    parts = {part for name in names for part in (name, *re.split(r"[\W_]+", name))}
    found = sorted({one for one in parts if len(one) >= SHORTEST}, key=lambda one: (-len(one), one))
    if not found:
        return None
    either = "|".join(map(re.escape, found))
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)
