"""The committed pictures are what their sources make, small, and ask nobody for anything."""

import importlib.util
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
BUILT = REPOSITORY / "source" / "derivatives" / "explore"

spec = importlib.util.spec_from_file_location("build", REPOSITORY / "explorables" / "build.py")
build = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build)


def test_there_is_a_file_for_every_picture_and_no_other():
    assert sorted(path.name for path in BUILT.iterdir()) == [f"{one}.html" for one in build.names()]


@pytest.mark.parametrize("name", build.names())
def test_a_committed_picture_is_what_its_source_makes(name):
    assert (BUILT / f"{name}.html").read_text(encoding="utf-8") == build.build(name)


@pytest.mark.parametrize("name", build.names())
def test_a_picture_is_one_small_file_that_loads_nothing(name):
    page = (BUILT / f"{name}.html").read_text(encoding="utf-8")
    assert len(page.encode()) < 60_000
    assert "default-src 'none'" in page
    assert not re.search(r"\b(src|href)=|@import|\burl\((?!#)|\bimport\b|\bfetch\(", page)


@pytest.mark.parametrize("again", ["const twice = 2;", "const [once, twice] = [1, 2];"])
def test_a_name_two_modules_define_is_refused(tmp_path, again):
    (tmp_path / "a.js").write_text("export const twice = 1;\n")
    (tmp_path / "b.js").write_text(f'import {{ twice }} from "./a.js";\n{again}\n')
    with pytest.raises(build.BuildError, match=r"twice is defined in a\.js and in b\.js"):
        build.script(tmp_path / "b.js")


def test_a_module_is_put_in_once_before_all_that_use_it(tmp_path):
    (tmp_path / "base.js").write_text("// a comment\nexport const base = 1;\n")
    use = 'import { base } from "./base.js";\n'
    (tmp_path / "one.js").write_text(use + "export const one = base;\n")
    (tmp_path / "all.js").write_text(use + 'import { one } from "./one.js";\nuse(base, one);\n')
    expected = "const base = 1;\n\nconst one = base;\n\nuse(base, one);\n"
    assert build.script(tmp_path / "all.js") == expected


def test_functions_nobody_uses_are_left_out_and_those_only_they_use():
    alone, inner = "function alone() {\n  inner();\n}\n", "function inner() {\n}\n"
    kept = "function kept() {\n}\n\nkept();\n"
    assert build.used(inner + alone + kept) == kept


def test_a_missing_module_is_named(tmp_path):
    (tmp_path / "a.js").write_text('import { x } from "./gone.js";\n')
    with pytest.raises(build.BuildError, match="gone.js cannot be read"):
        build.script(tmp_path / "a.js")
