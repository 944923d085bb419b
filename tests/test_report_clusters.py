"""Clusters of equal wrong behaviour, each with its smallest example."""

from report_lines import RIGHT, line, result

from autograder.report.clusters import named, to_keep, unnamed

ONE = result(0.0, (False, True), behaviour="aaaaaaaaaaaa")
OTHER = result(0.0, (False, False), behaviour="bbbbbbbbbbbb")
NAMED = result(0.0, (False, False), behaviour="cccccccccccc", mistakes=["squared"])
CLASS = [
    line("a", {"double": OTHER}),
    line("b", {"double": ONE}),
    line("c", {"double": ONE}),
    line("d", {"double": NAMED}),
    line("e", {"double": RIGHT}),
]
CODES = {("b", "double"): "def double(x):\n    return 3 * x  # long", ("c", "double"): "short"}


def test_equal_behaviour_makes_a_cluster_the_largest_first_with_its_shortest_answer():
    first, second = unnamed(CLASS, CODES)
    assert (first.task, first.behaviour, first.students) == ("double", "a" * 12, ("b", "c"))
    assert (first.student, first.code) == ("c", "short")
    assert [(one.title, one.message) for one in first.failures] == [("case 0", "no")]
    assert (second.students, second.student, second.code) == (("a",), "a", None)


def test_what_has_a_name_is_no_unnamed_cluster_and_the_other_way_round():
    (one,) = named(CLASS, CODES)
    assert (one.name, one.students, one.behaviour) == ("squared", ("d",), "")


def test_several_misconceptions_of_one_prediction_are_counted_each():
    both = result(1.0, (False, True), mistakes=["one", "two"], behaviour="d")
    found = named([line("a", {"p": both}), line("b", {"p": both})], {})
    assert [(one.name, len(one.students)) for one in found] == [("one", 2), ("two", 2)]


def test_a_wrong_answer_without_behaviour_is_in_no_cluster():
    assert unnamed([line("a", {"double": result(0.0, (False,))})], {}) == []


def kept(code):
    (found,) = unnamed([CLASS[1]], {("b", "double"): code})
    return to_keep(found, code)


def test_a_function_is_printed_ready_to_be_kept_under_a_name_of_its_own():
    code = kept("import math\n\ndef double(x):\n    return 3 * x if x else double(1)\n")
    assert code.startswith('import math\n\n@task.mistake(\n    "…",')
    assert "def unnamed_aaaaaa(x):\n    return 3 * x if x else unnamed_aaaaaa(1)\n" in code
    assert "double" not in code


def test_decorators_stay_with_their_function():
    code = kept("import functools\n@functools.cache\ndef double(x):\n    return 3 * x")
    assert "@task.mistake(" in code and code.index("@task") < code.index("@functools")


def test_what_is_no_function_is_kept_by_a_call():
    code = kept("double = lambda x: 3 * x")
    assert code.startswith("unnamed_aaaaaa = lambda x: 3 * x\n")
    assert code.endswith("name='unnamed_aaaaaa')(unnamed_aaaaaa)\n")
