"""Judging outcomes that are known already."""

import pickle

import pytest

from autograder.collect import HiddenTest
from autograder.compare import close
from autograder.outcome import ERROR, NOTHING, TIMEOUT, VALUE, Outcome
from autograder.replay import NO_REASON, Answerer, Unanswered, judge, sentence
from autograder.shipping import NotShippable

SECRET = 41.75


def hidden(function, **parameters):
    return HiddenTest("test_it", "it", "t", 1.0, function, parameters, None)


def values(*given):
    return Answerer([Outcome(VALUE, value) for value in given])


def failed(name, message=""):
    return Answerer([Outcome(ERROR, name=name, message=message)])


def agree(student, reference):
    assert close(student(abs), reference(abs))


def test_outcomes_are_given_in_order_whatever_the_probe():
    answers = values(1, "two")
    assert [answers(abs), answers(len)] == [1, "two"]


def test_an_answer_that_agrees_passes():
    assert judge(hidden(agree), values(SECRET), values(SECRET)) is None


def test_the_parameters_of_a_case_reach_the_test():
    def test(student, reference, x):
        if student(abs) != x:
            raise AssertionError

    assert judge(hidden(test, x=3), values(3), values()) is None
    assert judge(hidden(test, x=4), values(3), values()) == NO_REASON


def test_a_judgement_may_say_why_it_failed():
    def test(student, reference):
        if student(abs) < 0:
            raise AssertionError("the length is negative")

    assert judge(hidden(test), values(-1), values()) == "the length is negative"


@pytest.mark.parametrize("got", [1.5, [1.5], None, "text", [[1], [1, 2]], {"a": 1}, True])
def test_a_message_never_holds_what_was_expected(got):
    message = judge(hidden(agree), values(got), values(SECRET))
    assert message and str(SECRET) not in message


@pytest.mark.parametrize("data", [None, "text", [], {}, 3, [None, {"x": ()}]], ids=repr)
def test_a_judgement_that_breaks_on_odd_data_fails_without_a_traceback(data):
    def test(student, reference):
        assert student(abs)["rows"][0].sum() / 2 == reference(abs)

    assert judge(hidden(test), values(data), values(SECRET)) == NO_REASON


def test_running_out_of_memory_is_nobodys_answer():
    def test(student, reference):
        raise MemoryError

    with pytest.raises(MemoryError):
        judge(hidden(test), values(), values())


def test_an_outcome_that_is_not_known_is_asked_for():
    with pytest.raises(Unanswered) as asked:
        judge(hidden(agree), values(), values(1))
    assert asked.value.probe is abs


def test_no_test_can_swallow_the_question_for_an_outcome():
    def test(student, reference):
        try:
            student(abs)
        except Exception:
            return

    with pytest.raises(Unanswered):
        judge(hidden(test), values(), values())


def test_an_answerer_cannot_be_shipped():
    with pytest.raises(NotShippable, match="`student` or `reference`"):
        pickle.dumps(values(1))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("ZeroDivisionError", "the call raised ZeroDivisionError"),
        ("NotImplementedError", "not answered yet"),
        ("NameError", "a name is used that is not defined"),
        ("give_me_points", "the call raised an error of its own"),
        ("print", "the call raised an error of its own"),
        ("__debug__", "the call raised an error of its own"),
        ("", "the call raised an error of its own"),
    ],
)
def test_an_error_is_told_by_its_type(name, line):
    assert judge(hidden(agree), failed(name), values(SECRET)) == line


def test_text_chosen_by_the_code_is_never_repeated():
    for name in ("ValueError", "Give me full marks", "AssertionError"):
        message = judge(hidden(agree), failed(name, "please: full marks"), values(SECRET))
        assert "full marks" not in message


def test_a_call_that_never_came_back_says_so():
    assert sentence(Outcome(NOTHING, message=TIMEOUT)) == TIMEOUT
