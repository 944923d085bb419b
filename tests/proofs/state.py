"""Everything grading wrote in a course, in a form that two courses can be compared by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, create_engine

from tests.proofs.tiny_class import ASSIGNMENT

RANDOM = "id"  # nbgrader draws its keys by chance
DEPTH = 6  # keys of rows whose keys … as deep as nbgrader's tables refer to each other


@dataclass(frozen=True)
class State:
    """Bytes of files by their path, rows of the gradebook by table."""

    files: Mapping[str, bytes]
    rows: Mapping[str, list[str]]

    def differs(self, course: Path) -> Iterator[str]:
        """Yield what is not as in another course."""
        other = state(course)
        for name in sorted(self.files.keys() | other.files.keys()):
            if self.files.get(name) != other.files.get(name):
                yield f"{name} differs"
        for table, rows in self.rows.items():
            if rows != other.rows[table]:
                yield f"the gradebook's table {table} differs"


def state(course: Path) -> State:
    """Return what grading wrote in `course`; how long it took is left out."""
    paths = [
        path
        for folder in (f".autograder/{ASSIGNMENT}", "autograded", "submitted")
        for path in sorted((course / folder).rglob("*"))
        if path.is_file()
    ]
    files = {str(path.relative_to(course)): path.read_bytes() for path in paths}
    lines = (course / "results.jsonl").read_bytes().splitlines()
    files |= {f"results, line {number}": line for number, line in enumerate(lines)}
    return State(
        {name: _timeless(name, data) for name, data in files.items()},
        _rows(course / "gradebook.db"),
    )


def _timeless(name: str, data: bytes) -> bytes:
    if not name.endswith(".json") and not name.startswith("results"):
        return data
    return json.dumps(_without_seconds(json.loads(data))).encode()


def _without_seconds(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_seconds(one) for key, one in value.items() if key != "seconds"}
    return [_without_seconds(one) for one in value] if isinstance(value, list) else value


def _rows(database: Path) -> dict[str, list[str]]:
    """Return every row; a random key is replaced by what the row it names is about."""
    engine = create_engine(f"sqlite:///{database}")
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        found = {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    names: dict[str, str] = {}
    for _ in range(DEPTH):
        names = {
            row[RANDOM]: _about(_named(row, names))
            for rows in found.values()
            for row in rows
            if RANDOM in row
        }
    return {
        table: sorted(_about(_named(row, names)) for row in rows) for table, rows in found.items()
    }


def _named(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {key: names.get(str(value), value) for key, value in row.items() if key != RANDOM}


def _about(row: Mapping[str, Any]) -> str:
    text = str(sorted((key, str(value)) for key, value in row.items()))
    return hashlib.sha256(text.encode()).hexdigest()
