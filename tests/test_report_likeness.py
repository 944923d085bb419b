"""Pairs of answers that share what is rare."""

import random
import time

from autograder.report.likeness import common_from, pairs

TASKS = ("t0", "t1", "t2", "t3")


def a_class(size=40, seed=1):
    """Return the pieces of a class whose answers share common pieces and have rare ones."""
    dice = random.Random(seed)
    return {
        (f"s{student:02d}", task): frozenset(range(10))
        | frozenset(dice.randrange(1000, 10**9) for _ in range(20))
        for student in range(size)
        for task in TASKS
    }


def test_a_class_that_works_alone_has_no_pairs():
    assert pairs(a_class(), {}) == []


def test_a_copy_is_found_and_so_is_one_with_changes():
    answers = a_class()
    for task in TASKS:
        answers["s07", task] = answers["s03", task]
        answers["s11", task] = frozenset(sorted(answers["s05", task])[:24]) | frozenset({77, 78})
    found = pairs(answers, {})
    assert [(one.one, one.other) for one in found] == [("s03", "s07"), ("s05", "s11")]
    assert found[0].likeness == 1.0 and found[0].tasks == TASKS
    assert 0.7 < found[1].likeness < 1.0


def test_what_is_alike_in_a_few_tasks_only_is_no_pair():
    answers = a_class()
    answers["s07", "t0"] = answers["s03", "t0"]
    answers["s07", "t1"] = answers["s03", "t1"]
    assert pairs(answers, {}) == []


def test_what_many_share_is_not_counted():
    answers = a_class()
    for task in TASKS:
        for number in range(10):
            answers[f"s{number:02d}", task] = answers["s00", task]
    assert pairs(answers, {}) == []


def test_what_the_release_holds_is_not_counted():
    answers = {
        (student, task): frozenset({1, 2, 3, 4, at})
        for at, student in enumerate("ab", 10)
        for task in TASKS
    } | {(f"x{at}", "t0"): frozenset({100 + at}) for at in range(8)}
    assert [(one.one, one.other) for one in pairs(answers, {})] == [("a", "b")]
    assert pairs(answers, {task: frozenset({1, 2, 3, 4}) for task in TASKS}) == []


def test_a_class_of_one_and_a_class_of_none_have_no_pairs():
    assert pairs({}, {}) == []
    assert pairs({("a", "t0"): frozenset({1})}, {}) == []


def test_common_is_a_twentieth_of_the_class_within_bounds():
    assert [common_from(size) for size in (1, 10, 100, 300, 1000)] == [2, 2, 5, 15, 20]


def test_a_class_of_a_thousand_takes_seconds():
    answers = a_class(size=1000)
    start = time.process_time()
    pairs(answers, {})
    assert time.process_time() - start < 10
