"""The whole report, made of a small class that was graded by the real command."""

import csv
import html
import json
import re
import shutil
import subprocess
import sys

import pytest
from nbgrader.api import Gradebook

from autograder.course import Course, CourseError
from autograder.exam import read_config
from autograder.report.build import gather, write_report
from autograder.report.compose import compose
from autograder.report.lines import graded_lines, read_lines
from autograder.report.page import as_html

DOUBLE = "def double(x):\n    return x + x"
EVIL = "</pre><script>alert(1)</script>"
TREBLE = f"def double(x):\n    return 3 * x  # by zenobia {EVIL}"
HANDED_IN = {
    "ada": {"double": DOUBLE, "halve": "def halve(x):\n    return x / 2"},
    "bo": {"double": "def double(x):\n" + "    # Zenobia helped me\n" * 4 + "    return x + x + x"},
    "carl": {"halve": "def halve(x):\n    return x // 2", "double": "def double(x)\n    2"},
    "mallory": {"double": "def double(x):\n    return 'mine'", "answer_why_half": "Because."},
    "zenobia": {"double": TREBLE},
}


@pytest.fixture(scope="module")
def graded(copy_released, submit, tmp_path_factory):
    """The class, graded, and one file of another name and one that is damaged."""
    course = copy_released(tmp_path_factory.mktemp("report"))
    for student, answers in HANDED_IN.items():
        submit(course, student, **answers)
    submit(course, "dora").write_text("{", encoding="utf-8")
    path = submit(course, "zenobia", double=TREBLE)
    path.rename(path.with_name("zenobia's work.ipynb"))
    autograde(course)
    return course


def autograde(course):
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", "tiny", "--results", "results.jsonl"],
        cwd=course.root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    return read_lines(course.root / "results.jsonl", "tiny")


def report(course, anonymous=False, lines=None):
    lines = lines or graded_lines(course, "tiny")
    return compose(gather(course, "tiny", read_config(course), lines, anonymous))


def rows(page, name):
    (table,) = [one for one in page.tables if one.name == name]
    return [dict(zip([c.label for c in table.columns], row, strict=True)) for row in table.rows]


@pytest.fixture(scope="module")
def page(graded):
    return report(graded)


@pytest.fixture(scope="module")
def hidden(graded):
    return report(graded, anonymous=True)


def test_what_was_graded_here_and_a_file_of_results_make_the_same_report(graded, page):
    assert as_html(page) == as_html(report(graded))
    assert page == report(graded, lines=read_lines(graded.root / "results.jsonl", "tiny"))


def test_a_shared_bug_without_a_name_is_a_cluster_with_its_shortest_answer(page):
    first, *_ = rows(page, "unnamed")
    assert (first["task"], first["hand-ins"], first["students"]) == ("double", 2, "bo, zenobia")
    assert first["example"] == "zenobia"


def test_a_named_mistake_is_counted_with_an_example(page):
    (row,) = rows(page, "mistakes")
    assert (row["task"], row["mistake"], row["hand-ins"]) == ("halve", "rounded_down", 1)
    assert (row["example"], row["share of attempts"]) == ("carl", pytest.approx(1 / 2))


def test_what_needs_a_person_is_listed(page):
    found = [(row["student"], row["what"], row["in words"]) for row in rows(page, "persons")]
    assert ("carl", "cell broke", "double: SyntaxError") in found
    told = {(student, what) for student, what, _ in found}
    assert {("dora", "not graded"), ("zenobia", "repaired")} <= told
    assert not {"ada", "bo", "mallory"} & {student for student, _ in told}


def test_points_a_person_gave_are_part_of_it(graded, page):
    (written,) = rows(page, "written")
    assert (written["task"], written["written"], written["marked"]) == ("why_half", 1, 0)
    assert written["waiting"] > 0
    copy = Course(shutil.copytree(graded.root, graded.root.with_name("marked")))
    with Gradebook(copy.database) as book:
        grade = book.find_grade("why_half", "1_numbers", "tiny", "mallory")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        book.db.commit()
    marked = report(copy)
    assert (rows(marked, "written")[0]["marked"], rows(marked, "written")[0]["mean"]) == (1, 1.5)
    (before,) = [row for row in rows(page, "scores") if row["student"] == "mallory"]
    (after,) = [row for row in rows(marked, "scores") if row["student"] == "mallory"]
    assert (after["by hand"], after["points"]) == (1.5, before["points"] + 1.5)


def test_student_text_is_text_and_the_page_runs_no_script_but_its_own(page):
    text = as_html(page)
    assert html.escape(EVIL) in text and EVIL not in text
    assert text.count("<script") == text.count("</script>") == 1
    assert "default-src 'none'; script-src 'sha256-" in html.unescape(text)


def test_the_page_asks_for_nothing_outside_itself(page):
    text = as_html(page)
    assert re.findall(r'(?:src|href|action|data)="(?!#)[^"]*"', text) == []
    assert "@import" not in text and "url(" not in re.sub(r"url\(#\w+\)", "", text)


def test_nobody_is_named_in_an_anonymous_report(hidden, tmp_path):
    write_report(hidden, tmp_path / "report.html")
    texts = [path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert len(texts) > 8
    for name in ("ada", "bo", "carl", "dora", "mallory", "zenobia"):
        assert not [text for text in texts if re.search(rf"\b{name}\b", text, re.IGNORECASE)]
    assert rows(hidden, "unnamed")[0]["students"].count("student ") == 2


def test_an_anonymous_report_still_shows_code(hidden):
    assert "return 3 * x" in as_html(hidden)


def test_each_table_is_a_csv_file_beside_the_page(page, tmp_path):
    write_report(page, tmp_path / "new" / "page.html")
    files = {path.stem: path for path in (tmp_path / "new" / "page").iterdir()}
    assert set(files) == {table.name for table in page.tables}
    for table in page.tables:
        with files[table.name].open(encoding="utf-8", newline="") as file:
            assert len(list(csv.reader(file))) == 1 + len(table.rows)
    assert (tmp_path / "new" / "page.html").read_text("utf-8") == as_html(page)


def test_a_place_that_is_no_page_is_refused(page, tmp_path):
    with pytest.raises(CourseError, match="ends in .html"):
        write_report(page, tmp_path / "page")
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="cannot be written"):
        write_report(page, tmp_path / "file" / "page.html")


def test_a_class_graded_elsewhere_needs_its_results_only(graded, untouched_course, tmp_path):
    no_gradebook = shutil.ignore_patterns("gradebook.db")
    root = shutil.copytree(untouched_course.root, tmp_path / "course", ignore=no_gradebook)
    course = Course(root)
    lines = read_lines(graded.root / "results.jsonl", "tiny")
    page = report(course, lines=lines)
    assert rows(page, "unnamed")[0]["hand-ins"] == 2
    assert "No code is shown" in as_html(page)
    assert not (course.root / "gradebook.db").exists()
    shutil.copytree(graded.root / "autograded", course.root / "autograded")
    assert "return 3 * x" in as_html(report(course, lines=lines))


def test_the_printed_function_put_into_solutions_names_the_cluster(graded, page):
    course = Course(shutil.copytree(graded.root, graded.root.with_name("named")))
    (section,) = [one for one in page.sections if one.name == "unnamed"]
    keep = section.examples[0].keep.replace('"…",', '"a treble",').replace('"…?"', '"Why three?"')
    path = course.root / section.examples[0].keep_in
    before, marker, after = path.read_text("utf-8").partition("# --- halve")
    path.write_text(f"{before}{keep}\n\n{marker}{after}", encoding="utf-8")
    lines = {line["student"]: line for line in autograde(course)}
    names = {student: line["tasks"]["double"]["mistakes"] for student, line in lines.items()}
    assert len(names["bo"]) == 1 and names["bo"] == names["zenobia"]
    assert names["bo"][0].startswith("unnamed_") and names["mallory"] == []
    assert json.dumps(rows(report(course), "unnamed")).count("zenobia") == 0
