"""Gradescope's list of submissions."""

from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest
from lms_exports import METADATA

from autograder.course import CourseError
from autograder.lms.archive import Export, Member
from autograder.lms.gradescope import read, submissions_in


def export(metadata, *names):
    """Return an export with this list and these files."""
    files = {"a_export/submission_metadata.yml": metadata.encode()} | dict.fromkeys(names, b"1")
    members = (Member(PurePosixPath(name), lambda data=data: data) for name, data in files.items())
    return Export(tuple(members), ())


def test_the_list_says_whose_a_submission_is_and_when_it_was_made():
    names = [f"a_export/submission_{n}/x.ipynb" for n in (1, 2, 3)]
    claims, strays = read(export(METADATA, *names))
    one, two, three = (reading[0] for reading in claims)
    assert strays == []
    assert (one.name, one.time) == ("x.ipynb", datetime(2026, 3, 1, 10, 0, 0, 500000, UTC))
    assert [owner.ids for owner in two.owners] == [("zoe@x.org",), ("anna",)]
    assert two.time == datetime(2026, 3, 2, 11, tzinfo=UTC) and two.order > one.order
    assert (three.owners[0].ids, three.time) == (("999",), None)


def test_a_submission_that_is_not_listed_is_named():
    claims, strays = read(export(METADATA, "a_export/submission_9/x.ipynb", "other/x.ipynb"))
    assert claims == [] and len(strays) == 2


BAD = ["[", "- a\n", "a: &x [*x]\nb: !!python/object:os.system x\n", "\x00"]


@pytest.mark.parametrize("metadata", BAD)
def test_a_damaged_list_is_refused_in_one_line(metadata):
    with pytest.raises(CourseError, match="submission_metadata.yml of the export") as caught:
        read(export(metadata, "a_export/submission_1/x.ipynb"))
    assert "\n" not in str(caught.value)


def test_an_export_without_a_list_is_refused():
    with pytest.raises(CourseError, match="holds no submission_metadata.yml"):
        read(Export((), ()))


def test_a_list_that_would_grow_when_it_is_read_does_not():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for n in range(1, 30):
        lines.append(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]")
    lines.append("submission_1: {':submitters': [{':name': *a29, ':sid': anna}]}")
    claims, _ = read(export("\n".join(lines), "a_export/submission_1/x.ipynb"))
    assert claims[0][0].owners[0].ids == ("anna",) and claims[0][0].owners[0].name == ""


def test_text_that_ruby_writes_as_bytes_is_read():
    entry = ":submitters:\n  - :name: !binary |-\n      Wm/r\n    :email: zoe@x.org\n"
    data = f"submission_2:\n  {entry}".encode()
    listed = Member(PurePosixPath("submission_metadata.yml"), lambda: data)
    (owner,) = submissions_in(listed)["submission_2"][":submitters"]
    assert owner == {":name": "Zo\ufffd", ":email": "zoe@x.org"}
