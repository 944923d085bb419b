"""Understand the tables that Canvas and Moodle export for grades to be filled in.

Canvas (lib/gradebook_exporter.rb): `Student, ID, [SIS User ID], SIS Login ID, …, Section`, then
a column `Title (ID)` for each assignment; above the students a row `Points Possible` and maybe
one with `Manual Posting`. `EX` is an excused student, `N/A` one who need not do the assignment.

Moodle (mod/assign/gradingtable.php): `Identifier, Full name, …, Status, Grade, Maximum Grade,
[Marking workflow state,] Grade can be changed, …`. The names are in the site's language, the
order is always this one: the identifier comes first, the columns about the grade come after it.
Where grades are words of a scale, these stand in place of the most points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograder.course import CourseError
from autograder.lms.claims import Owner
from autograder.lms.fill import Sheet
from autograder.lms.roster import EMAIL_COLUMNS, FIRST_COLUMNS, ID_COLUMNS, LAST_COLUMNS
from autograder.lms.tables import Table, column, number

TITLE = re.compile(r"(?P<title>.*) \((?P<id>\d+)\)")
EXCUSED = {"EX": "is excused in Canvas", "N/A": "does not have the assignment in Canvas"}
# Yes and No as Moodle writes them in many languages.
YES = frozenset(
    "yes ja oui sí sì si sim tak ano áno kyllä igen evet да так ναι da bai jah jā taip "
    "כן نعم はい 是 예".split()
)
NO = frozenset(
    "no nein non nee nej não nei nie ne ei nem hayır нет ні не όχι nu ez nē "
    "לא لا كلا いいえ 否 아니오 아니요".split()
)


def canvas_sheet(table: Table, assignment: str, named: str) -> Sheet:
    """Return Canvas's gradebook; `named` is the column of the grades if it is not the assignment's.

    Raises CourseError when it is no gradebook of Canvas or the column cannot be told.
    """
    if column(table.header, "ID") is None or column(table.header, "Section") is None:
        raise CourseError(f"{table.name} is no gradebook of Canvas: it has no columns ID, Section")
    place = _canvas_column(table, named or assignment)
    table = _squared(table)
    points = next((row for row in table.rows[1:4] if "Points Possible" in row[0]), None)
    sample = points[place].strip() if points else ""
    if "read only" in sample:
        raise CourseError(f"the column {table.header[place]!r} is computed by Canvas")
    rows = {n: _owner(table, n, "ID") for n in range(1, len(table.rows))}
    rows = {n: owner for n, owner in rows.items() if owner.lms_id.isdigit()}
    locked = {n: EXCUSED.get(table.rows[n][place].strip().upper(), "") for n in rows}
    locked = {n: reason for n, reason in locked.items() if reason}
    return Sheet(table, place, rows, number(sample), sample, locked)


def moodle_sheet(table: Table, assignment: str, named: str) -> Sheet:
    """Return Moodle's grading worksheet; `named` is the column of the grades if not `Grade`.

    Raises CourseError when it is no such worksheet, or one without points.
    """
    place = column(table.header, named or "Grade")
    if place is None or place + 2 >= len(table.header):
        raise CourseError(
            f"{table.name} is no grading worksheet of Moodle with a column {named or 'Grade'!r}: "
            f"it has {', '.join(table.header)}; name the column of the grades with --column"
        )
    table = _squared(table)
    rows = {n: _owner(table, n, table.header[0]) for n in range(1, len(table.rows))}
    rows = {n: owner for n, owner in rows.items() if owner.lms_id}
    sample = next((text for n in rows if (text := table.rows[n][place + 1].strip())), "")
    _refuse_words(table, place, rows, sample)
    may_change = _may_change(table, place, rows)
    locked = {n: "is locked in Moodle" for n, answer in may_change.items() if answer in NO}
    remark = "" if may_change else "does not say, in words that are known, who is locked"
    return Sheet(table, place, rows, number(sample), sample, locked, remark)


def _refuse_words(table: Table, place: int, rows: Iterable[int], sample: str) -> None:
    """Raise CourseError when a column does not hold points with the most points beside it."""
    grades = [table.rows[n][place].strip() for n in rows]
    words = [text for text in grades if text not in ("", "-") and number(text) is None]
    if words or (sample and number(sample) is None):
        raise CourseError(
            f"the column {table.header[place]!r} of {table.name} does not hold points with the "
            f"most points in the column after it, but {(words or [sample])[0][:40]!r}: another "
            "column, or a scale, for which there are no points to fill in"
        )


def _may_change(table: Table, place: int, rows: Iterable[int]) -> dict[int, str]:
    """Return by row whether its grade can be changed, as Moodle says it; none when it is unclear.

    With a marking workflow there is one column more before it.
    """
    for after in (place + 2, place + 3):
        answers = {n: table.rows[n][after].strip().casefold() for n in rows}
        if set(answers.values()) <= YES | NO:
            return answers
        if after + 1 == len(table.header):
            break
    return {}


def _canvas_column(table: Table, wanted: str) -> int:
    found = [TITLE.fullmatch(name) for name in table.header]
    same = [
        place
        for place, one in enumerate(found)
        if one and wanted.casefold() in (one["title"].strip().casefold(), one[0].casefold())
    ]
    if len(same) != 1:
        titles = ", ".join(one[0] for one in found if one) or "none"
        raise CourseError(
            f"{table.name} has {'several columns' if same else 'no column'} {wanted!r}; name one "
            f"with --column; there is: {titles}"
        )
    return same[0]


def _owner(table: Table, number: int, id_column: str) -> Owner:
    row = table.rows[number]

    def get(*names: str) -> str:
        place = column(table.header, *names)
        return row[place].strip() if place is not None else ""

    lms_id = re.sub(r"^\D+(?=\d+$)", "", get(id_column))  # Moodle writes `Participant 123`
    ids = tuple(filter(None, (get(one) for one in (*ID_COLUMNS, *EMAIL_COLUMNS))))
    name = get("Student", "Full name") or f"{get(*FIRST_COLUMNS)} {get(*LAST_COLUMNS)}".strip()
    return Owner(lms_id, ids, name)


def _squared(table: Table) -> Table:
    """Return the table with all rows as long as the first one."""
    width = len(table.rows[0])
    rows = [row + [""] * (width - len(row)) for row in table.rows if row]
    return Table(rows, table.delimiter, table.newline, table.bom, table.name)
