"""The web book: what a lesson's page leaves out, its formulas, its links, and what is not in it."""

import html
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

from book.__main__ import BookError, pack, write_pictures
from book.lessons import lesson, opened

REPOSITORY = Path(__file__).parent.parent
SOURCE = REPOSITORY / "source" / "derivatives"
SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
PICTURE = '<p></p><iframe title="Interactive picture: rate" srcdoc="{}"></iframe>'


class Page(HTMLParser):
    """What a page of the book refers to, and the names it has itself."""

    def __init__(self, path):
        super().__init__()
        self.path, self.references, self.names = path, [], {""}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.names |= {known.get("id"), known.get("name")}
        for key in ("href", "src", "data-content_root", "action"):
            if known.get(key) is not None and not known[key].startswith("#svg-"):
                self.references.append((tag, known[key]))


@pytest.fixture(scope="module")
def pages(web_book):
    return {path: Page(path) for path in web_book.glob("*.html")}


def test_every_link_leads_to_a_page_or_a_heading_that_is_there(web_book, pages):
    assert len(pages) >= 11
    for path, page in pages.items():
        for tag, reference in page.references:
            parts = urlsplit(reference)
            if parts.scheme:
                assert tag == "a" and parts.scheme in ("https", "mailto"), (path.name, reference)
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.exists() and target.is_relative_to(web_book.resolve()), reference
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].names, (path.name, reference)


def test_the_book_moves_to_any_prefix_for_no_reference_begins_at_the_root(web_book, pages):
    for path, page in pages.items():
        assert [one for _, one in page.references if one.startswith("/")] == [], path.name
    for path in (web_book / "_static").rglob("*.css"):
        found = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text(encoding="utf-8"))
        assert [one for one in found if re.match(r"(https?:)?/", one)] == [], path.name


def test_every_page_is_in_the_navigation_of_the_first(pages):
    first = next(page for path, page in pages.items() if path.name == "index.html")
    linked = {urlsplit(one).path for _, one in first.references}
    rest = {path.name for path in pages} - {"index.html", "genindex.html", "search.html"}
    assert rest <= linked


def texts(site):
    """Return the words of all files of the book and of its archive, but for the pictures.

    These are the release's own files, and say in JavaScript what a learning rate does.
    """
    found = {}
    for path in site.rglob("*"):
        if path.parent.name == "pictures":
            continue
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in (one for one in archive.namelist() if "/explore/" not in one):
                    found[name] = archive.read(name).decode("utf-8")
        elif path.suffix in (".html", ".js", ".txt", ".ipynb", ".py"):
            found[str(path)] = path.read_text(encoding="utf-8")
    plain = {name: html.unescape(re.sub(r"<[^>]+>", "", text)) for name, text in found.items()}
    plain |= {f"{name} (raw)": text for name, text in found.items()}
    return {name: squeezed(text) for name, text in plain.items()}


def squeezed(text):
    return re.sub(r"\s|\\n|\\u[0-9a-f]{4}", "", text)


def cells(folder):
    for path in sorted(folder.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            yield "".join(cell["source"])


def secrets():
    """Return lines of solutions that no student sees, and the names of the hidden tests."""
    released = squeezed("".join(cells(REPOSITORY / "release" / "derivatives")))
    for source in cells(SOURCE):
        for solution in SOLUTION.findall(source):
            lines = (squeezed(line) for line in solution.splitlines())
            yield from (line for line in lines if len(line) > 14 and line not in released)
    for path in sorted((REPOSITORY / "tests" / "hidden").rglob("test_*.py")):
        yield from re.findall(r"def (test_\w+)\(", path.read_text(encoding="utf-8"))


def test_no_solution_and_no_hidden_test_is_in_the_book(web_book):
    kept, found = list(secrets()), texts(web_book)
    assert len(kept) > 100
    assert any("raiseNotImplementedError" in text for text in found.values())  # it can see code
    for name, text in found.items():
        assert [secret for secret in kept if secret in text] == [], name


def test_the_pictures_are_those_of_the_release_with_the_settings_of_the_lesson(web_book):
    release = {
        path.name: path.read_text(encoding="utf-8")
        for path in (REPOSITORY / "release" / "derivatives" / "explore").glob("*.html")
    }
    shown = {path.name: path.read_text("utf-8") for path in (web_book / "pictures").glob("*.html")}
    assert release.items() <= shown.items()
    settings = re.compile(r'id="data">.*?</script>')
    bare = {settings.sub("", page) for page in release.values()}
    assert len(shown) == 2 * len(release)
    assert {settings.sub("", page) for page in shown.values()} == bare


def test_the_archive_of_the_notebooks_is_the_release(web_book):
    (archive,) = web_book.rglob("derivatives.zip")
    release = REPOSITORY / "release"
    with zipfile.ZipFile(archive) as files:
        names = [name for name in files.namelist() if "__pycache__" not in name]
        for name in names:
            assert files.read(name) == (release / name).read_bytes(), name
    assert {"derivatives/1_derivative.ipynb", "derivatives/explore.py"} <= set(names)


def code(source, identity="cell", outputs=(), **nbgrader):
    cell = nbformat.v4.new_code_cell(source, id=identity, outputs=list(outputs))
    cell.metadata["nbgrader"] = nbgrader
    return cell


def page_of(*cells):
    return lesson(nbformat.v4.new_notebook(cells=list(cells)), "1_lesson")


def test_places_for_answers_and_grades_are_left_out():
    page = page_of(
        nbformat.v4.new_markdown_cell("*Write your answer here.*"),
        nbformat.v4.new_markdown_cell("Read this."),
        code("# 2 points", "test_double", grade=True, points=2, solution=False),
        code("assert double(1) == 2", "check_double", grade=True, points=0, solution=False),
        code("def double(x): ...", "double", grade=False, solution=True),
    )
    kept = [cell.source for cell in page.notebook.cells]
    assert kept == ["Read this.", "assert double(1) == 2", "def double(x): ..."]
    assert page.notebook.cells[1].metadata.tags == ["hide-input"]
    assert page.notebook.cells[2].metadata.tags == []


def test_errors_and_warnings_are_left_out_and_figures_stay():
    error = nbformat.v4.new_output("error", ename="NotImplementedError", evalue="", traceback=[])
    warning = nbformat.v4.new_output("stream", name="stderr", text="careful")
    words = nbformat.v4.new_output("stream", name="stdout", text="42")
    figure = nbformat.v4.new_output("display_data", {"image/png": "iVBORw0="})
    (cell,) = page_of(code("work()", outputs=[error, warning, words, figure])).notebook.cells
    assert cell.outputs == [words, figure]
    assert cell.metadata.mystnb.image.alt


def test_a_picture_becomes_a_file_with_its_settings_and_without_its_gate():
    data = '{"lr": 0.1, "label": "\\u003c/script>", "gate": "Fill in predict above."}'
    inner = f'<p>rate</p><script type="application/json" id="data">{data}</script>'
    frame = PICTURE.format(html.escape(inner))
    shown = nbformat.v4.new_output("display_data", {"text/html": frame})
    remark = nbformat.v4.new_output("stream", name="stdout", text="Your path is not there yet.")
    page = page_of(code("explore.show('rate')", "show_rate", [remark, shown]))
    (cell,) = page.notebook.cells
    (output,) = cell.outputs
    assert 'src="pictures/1_lesson-show_rate.html"' in output.data["text/html"]
    assert cell.metadata.tags == ["remove-input"]
    written = page.pictures["1_lesson-show_rate.html"]
    assert "gate" not in written and '"lr": 0.1' in written
    assert written.count("</script>") == 1


def test_a_page_without_data_is_no_picture():
    with pytest.raises(ValueError, match="no data element"):
        opened("<p>nothing</p>")


def test_a_release_without_pictures_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(BookError, match="make release"):
        write_pictures(tmp_path / "explore", tmp_path)


def test_an_archive_of_the_same_files_has_the_same_bytes(tmp_path):
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "a.txt").write_text("a")
    archives = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for archive in archives:
        pack(tmp_path / "lessons", archive)
    assert archives[0].read_bytes() == archives[1].read_bytes()


def test_every_formula_of_the_lessons_is_translated(web_book):
    for name in ("1_derivative", "2_gradient", "3_descent", "4_autograd"):
        page = (web_book / f"{name}.html").read_text(encoding="utf-8")
        assert page.count("<math ") > 30
        plain = re.sub(r"<(pre|code|math)\b.*?</\1>", "", page, flags=re.DOTALL)
        assert not re.search(r"\\[a-z]{2,}|\$", re.sub(r"<[^>]*>", "", plain)), name
        formulas = "".join(re.findall(r"<math .*?</math>", page, flags=re.DOTALL))
        assert "merror" not in formulas and "\\" not in formulas
