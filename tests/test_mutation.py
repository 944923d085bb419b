"""The hidden tests notice a reference that was changed a little: a sample of all mutants."""

import ast
from pathlib import Path

import pytest
from proofs.bench import Bench, Place, accepted, places
from proofs.mutants import Mutant, build, mutants
from proofs.mutation import examine, read_equivalent, unknown_tasks

from autograder.answers import Answer
from autograder.course import find_course, load_answers

COURSE = find_course(Path(__file__))
EVERY = 10  # all of them: python -m tests.proofs.mutation
TINY = Place("tiny", "1_numbers")

WEAK_TESTS = '''
from autograder.hidden import agree, equal, task


@task("double")
def test_two(student, reference):
    """the number two"""
    assert agree(student, reference, lambda answers: answers.double(2))


@task("halve")
def test_four(student, reference):
    """the number four"""
    assert agree(student, reference, lambda answers: answers.halve(4))


@task("predict_sign")
def test_zero(student, reference):
    """the sign of zero"""
    probe = lambda answers: answers.predict_sign["0"]
    assert equal(student(probe), reference(probe))
'''


@pytest.fixture(scope="module", params=places(COURSE), ids=lambda place: place.notebook)
def bench(request, zygote):
    """The kept answers and hidden tests of one notebook of the course."""
    with Bench(COURSE, request.param, zygote) as bench:
        yield bench


@pytest.fixture
def weak_bench(tiny_course, zygote):
    """A small notebook whose hidden tests look at one lucky number each."""
    tiny_course.hidden(*TINY).write_text(WEAK_TESTS, encoding="utf-8")
    with Bench(tiny_course, TINY, zygote) as bench:
        yield bench


def test_the_hidden_tests_kill_every_mutant_that_is_not_equivalent(bench):
    found = list(examine(bench, read_equivalent(), every=EVERY))
    assert sum(one.killed for one in found) > 0
    assert [mutant.diff for one in found for mutant in one.survivors] == []
    assert [line for one in found for line in one.stale] == []


def test_a_reference_built_without_a_change_gets_full_marks(bench):
    for name, task in bench.tasks.items():
        (before, *_) = {mutant.before for mutant in mutants(name, task.answer.value)}
        unchanged = build(Mutant(name, before, before), bench.module)
        assert accepted(bench.judge(name, Answer("unchanged", unchanged, says="nothing")))


def test_equivalent_mutants_are_listed_for_tasks_that_exist():
    kept = [load_answers(COURSE.answers(*place))[0] for place in places(COURSE)]
    tasks = [name for answers in kept for name in answers.tasks]
    assert unknown_tasks(read_equivalent(), tasks) == []


def test_weak_hidden_tests_let_mutants_through_with_their_diff(weak_bench):
    (found,) = examine(weak_bench, {}, tasks=["double"])
    survivors = {mutant.mutated: mutant.diff for mutant in found.survivors}
    assert {"return 2 + x", "return 2 ** x"} <= set(survivors)
    assert "-    return 2 * x\n+    return 2 + x" in survivors["return 2 + x"]
    assert found.killed > 0


def test_a_mutant_that_never_ends_is_killed_by_its_time_limit(tiny_course, zygote):
    kept = tiny_course.answers(*TINY)
    endless = kept.read_text().replace("    return x / 2", "    while True:\n        return x / 2")
    kept.write_text(endless, encoding="utf-8")
    with Bench(tiny_course, TINY, zygote) as bench:
        (found,) = examine(bench, {}, tasks=["halve"])
    assert found.timed_out == 1
    assert found.survivors == []


def test_an_equivalent_mutant_is_no_survivor(weak_bench):
    known = {("double", "return 2 * x", "return 2 + x"): "for two it is the same"}
    (found,) = examine(weak_bench, known, tasks=["double"])
    assert [mutant.mutated for mutant in found.equivalent] == ["return 2 + x"]
    assert "return 2 + x" not in [mutant.mutated for mutant in found.survivors]
    assert found.stale == []


@pytest.mark.parametrize(
    "mutated, why", [("return 2 - x", "it is killed"), ("return 7 * x", "no mutant has")]
)
def test_an_equivalent_mutant_that_is_killed_or_gone_is_stale(weak_bench, mutated, why):
    known = {("double", "return 2 * x", mutated): "a mistake of ours"}
    (found,) = examine(weak_bench, known, tasks=["double"])
    assert len(found.stale) == 1 and why in found.stale[0]


def test_an_equivalent_mutant_of_an_unknown_task_is_stale():
    assert "triple" in unknown_tasks({("triple", "", ""): ""}, ["double"])[0]


def sample(w, lr: float = 0.5, *, limit=3):
    """The docstring is not mutated."""
    if not w < limit or lr == 0:
        raise ValueError(f"the message {w} is not mutated")
    w = w - lr * abs(w)
    for _ in range(limit):
        w -= lr
    return [w, "end"]


@pytest.mark.parametrize(
    "line",
    [
        "def sample(w, lr: float=-0.5, *, limit=3):",
        "def sample(w, lr: float=0.5, *, limit=4):",
        "if not w <= limit or lr == 0:",
        "if not w < limit and lr == 0:",
        "if w < limit or lr == 0:",
        "raise RuntimeError",
        "w = w + lr * abs(w)",
        "w = lr * abs(w) - w",
        "w = w - lr * w",
        "w = w - limit * abs(w)",
        "w -= lr * abs(w)",
        "for _ in range(limit + 1):",
        "w += lr",
        "w = w - lr",
        "pass",
        "return None",
        "return ['end', w]",
        "return [w, w, 'end']",
        "return [w]",
        "return [w, '']",
    ],
)
def test_a_mutant_changes_one_thing(line):
    assert line in {mutant.mutated for mutant in mutants("sample", sample)}


def test_mutants_are_python_and_differ_from_the_reference_and_each_other():
    texts = [mutant.after for mutant in mutants("sample", sample)]
    assert len(set(texts)) == len(texts) > 50
    for text in texts:
        ast.parse(text)
    assert all("the message {w} is not mutated" in text for text in texts if "ValueError" in text)
    assert all("lr: float" in text for text in texts)


def test_a_prediction_is_mutated_by_other_words_and_missing_keys():
    texts = [mutant.after for mutant in mutants("said", {"a": "up", "b": "down"})]
    assert "said = {'a': 'down', 'b': 'down'}" in texts
    assert "said = {'b': 'down'}" in texts
