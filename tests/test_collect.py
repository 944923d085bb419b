"""Finding the hidden tests of a notebook."""

import sys

import pytest

from autograder.collect import BadHiddenTest, collect

IMPORTS = "import pytest\nfrom autograder.hidden import task\n"


@pytest.fixture
def collected(write):
    """Return the hidden tests of a file with this code."""

    def collect_code(code, name="test_own.py"):
        return collect(write(name, IMPORTS + code))

    return collect_code


def test_a_hidden_test_is_its_name_title_task_and_weight(collected):
    (test,) = collected(
        '@task("double", weight=2.5)\n'
        "def test_it(student, reference):\n"
        '    """an odd number\n\n    More that nobody sees.\n    """\n'
        "    return student, reference\n"
    )
    assert (test.name, test.title) == ("test_it", "an odd number")
    assert (test.task, test.weight) == ("double", 2.5)
    assert test.function(student=1, reference=2) == (1, 2)


def test_tests_are_found_in_the_order_of_the_file(collected):
    code = "".join(
        f'@task("t")\ndef test_{name}(student):\n    """{name}"""\n' for name in "zebra ape".split()
    )
    assert [test.title for test in collected(code)] == ["zebra", "ape"]


def test_the_cases_of_a_parametrized_test_are_tests_of_their_own(collected):
    tests = collected(
        '@task("t")\n@pytest.mark.parametrize("x, y", [(1, 2), (3, 4)])\n'
        'def test_it(student, x, y):\n    """some numbers"""\n'
    )
    assert [test.parameters for test in tests] == [{"x": 1, "y": 2}, {"x": 3, "y": 4}]
    assert [test.title for test in tests] == ["some numbers, case 1", "some numbers, case 2"]


def test_no_two_cases_have_the_same_title(collected):
    tests = collected(
        '@task("t")\n@pytest.mark.parametrize("x", [1, 2])\n'
        '@pytest.mark.parametrize(("y", "z"), [(1, 2), (3, 4), (5, 6)])\n'
        'def test_it(student, x, y, z):\n    """some numbers"""\n'
    )
    assert len({test.title for test in tests}) == len(tests) == 6


def test_a_marker_without_a_weight_counts_once(collected):
    (test,) = collected('@pytest.mark.task("t")\ndef test_it(student):\n    """it"""\n')
    assert test.weight == 1.0


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "no test was found"),
        ("def test_it(student):\n    '''it'''\n", "test_it has no @task"),
        ("@task('t')\ndef test_it(student):\n    pass\n", "test_it has no docstring"),
        ("@task('t')\ndef test_it(tmp_path):\n    '''it'''\n", "uses the fixtures tmp_path"),
        ("@task('t', weight=-1)\ndef test_it(student):\n    '''it'''\n", "cannot be negative: -1"),
        ("import no_such_library\n", "No module named 'no_such_library'"),
        ("def test_it(:\n", "SyntaxError"),
    ],
    ids=["empty", "no task", "no docstring", "fixture", "weight", "import", "syntax"],
)
def test_what_is_no_hidden_test_is_refused_with_its_reason(collected, code, reason):
    with pytest.raises(BadHiddenTest, match=reason):
        collected(code)


def test_a_file_is_read_anew_each_time(collected):
    code = '@task("t")\ndef test_it(student):\n    """{}"""\n'
    assert [test.title for test in collected(code.format("the first"))] == ["the first"]
    assert [test.title for test in collected(code.format("another one"))] == ["another one"]


def test_files_of_one_name_in_two_folders_are_two_files(tmp_path):
    titles = []
    for folder in ("one", "two"):
        path = tmp_path / folder / "test_own.py"
        path.parent.mkdir()
        path.write_text(f'{IMPORTS}@task("t")\ndef test_it(student):\n    """{folder}"""\n')
        titles += [test.title for test in collect(path)]
    assert titles == ["one", "two"]


def test_collecting_leaves_no_trace_in_the_course(collected, tmp_path, capsys):
    path = list(sys.path)
    collected('@task("t")\ndef test_it(student):\n    """it"""\n')
    assert sys.path == path
    assert capsys.readouterr().out == ""
    assert not list(tmp_path.glob(".pytest_cache"))


def test_settings_of_a_surrounding_project_do_not_matter(collected, write):
    write("pytest.ini", "[pytest]\naddopts = --no-such-option\n")
    write("conftest.py", "")
    assert len(collected('@task("t")\ndef test_it(student):\n    """it"""\n')) == 1
