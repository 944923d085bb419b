"""A hand-in's way through student processes that hang and die."""

import textwrap
import time

import cloudpickle
import pytest

from autograder.outcome import DIED, NO_TIME, NOT_RUN, TIMEOUT, VALUE
from autograder.sitting import Sitting, TimeLimits

QUICK = TimeLimits(cell=0.4, task=0.4, notebook=20.0)


def probe(source):
    """Return a shipped function of the answers that evaluates `source` with them."""
    return cloudpickle.dumps(lambda answers: eval(source, {"answers": answers}))


def told(outcomes):
    return [outcome.value if outcome.kind == VALUE else outcome.message for outcome in outcomes]


@pytest.fixture
def asked(zygote):
    """Run cells, put each list of probes as one task; return what each task was told."""

    def ask(cells, *tasks, limits=QUICK):
        with Sitting(zygote, cells, limits) as sitting:
            return [
                told(sitting.probe(f"task {number}", [probe(one) for one in task]))
                for number, task in enumerate(tasks)
            ]

    return ask


DEFINES = """
def good(x):
    return x + 1

def endless(x):
    while True:
        pass

def leaves(x):
    import os
    os._exit(0)
"""

GOOD = "answers.good(1)"


def test_a_call_that_never_stops_keeps_earlier_outcomes_and_the_other_tasks(asked):
    first, second = asked([DEFINES], [GOOD, "answers.endless(1)", GOOD], [GOOD])
    assert first == [2, TIMEOUT, NOT_RUN]
    assert second == [2]


def test_a_call_that_ends_its_process_loses_its_own_outcome_only(asked):
    first, second = asked([DEFINES], [GOOD, "answers.leaves(1)", GOOD], [GOOD])
    assert first == [2, DIED, 2]
    assert second == [2]


def test_a_task_that_keeps_ending_its_process_is_given_up(asked):
    (first, second) = asked([DEFINES], ["answers.leaves(1)"] * 5 + [GOOD], [GOOD])
    assert first == [DIED] * 3 + [NOT_RUN] * 3
    assert second == [2]


def test_all_probes_of_a_task_share_one_time_limit(asked):
    cells = ["import time\ndef slow(x):\n    time.sleep(0.25)\n    return x"]
    start = time.monotonic()
    assert asked(cells, ["answers.slow(1)"] * 9) == [[1, TIMEOUT] + [NOT_RUN] * 7]
    assert time.monotonic() - start < 5


def test_a_cell_that_never_stops_keeps_its_definitions_and_the_other_cells(zygote):
    cells = ["a = 1", "b = 2\ndef f():\n    return 3\nwhile True: pass", "c = f()"]
    with Sitting(zygote, cells, QUICK) as sitting:
        assert told(sitting.probe("task", [probe("[answers.a, answers.f(), answers.c]")])) == [
            [1, 3, 3]
        ]
        assert [sitting.results[number].ended for number in range(3)] == ["", TIMEOUT, ""]


def test_a_magic_in_a_cell_that_never_stops_hides_no_definition(asked):
    cell = "%precision 3\ndef f():\n    return 3\nwhile True: pass"
    assert asked([cell], ["answers.f()"]) == [[3]]


def test_a_cell_whose_definitions_never_stop_either_is_skipped(zygote):
    cells = ["a = 1", "class Endless:\n    while True: pass", "c = 3"]
    with Sitting(zygote, cells, QUICK) as sitting:
        assert told(sitting.probe("task", [probe("answers.a + answers.c")])) == [4]
        assert sitting.results[1].ended == TIMEOUT


def test_a_cell_that_ends_its_process_is_blamed_and_not_run_again(zygote):
    with Sitting(zygote, ["import os; os._exit(0)", "print('on')"], QUICK) as sitting:
        sitting.run_cells()
        assert sitting.results[0].ended == DIED
        assert sitting.results[1].outputs[0]["text"] == "on\n"


def test_an_error_in_a_cell_is_its_result(zygote):
    with Sitting(zygote, ["1 / 0", "2"], QUICK) as sitting:
        sitting.run_cells()
        assert sitting.results[0].error == ["ZeroDivisionError", "division by zero"]
        assert sitting.results[1].error is None


def test_a_notebook_has_a_time_limit_and_what_was_never_called_is_not_blamed(asked):
    hangs = "while True: pass"
    limits = TimeLimits(cell=10, task=5, notebook=0.5)
    start = time.monotonic()
    tasks = asked([DEFINES, hangs], [GOOD, GOOD], [GOOD], limits=limits)
    assert tasks == [[NO_TIME, NO_TIME], [NO_TIME]]
    assert time.monotonic() - start < 5


def test_a_check_sees_the_answers_and_may_fail_or_hang_by_itself(zygote):
    with Sitting(zygote, [DEFINES], QUICK) as sitting:
        assert sitting.run_check("task", "assert good(1) == 2").error is None
        assert sitting.run_check("task", "assert good(1) == 3").error == ["AssertionError", ""]
        assert sitting.run_check("task", "endless(1)").ended == TIMEOUT
        assert sitting.run_check("task", "leaves(1)").ended == DIED
        assert sitting.run_check("task", "print(good(1))").outputs[0]["text"] == "2\n"


def test_all_that_is_asked_of_a_task_shares_its_time(zygote):
    with Sitting(zygote, [DEFINES], QUICK) as sitting:
        start = time.monotonic()
        assert sitting.run_check("task", "endless(1)").ended == TIMEOUT
        asked = [sitting.probe("task", [probe("answers.endless(1)")]) for _ in range(3)]
        assert time.monotonic() - start < 3 * QUICK.task
        assert told(asked[0]) == [TIMEOUT] and told(asked[2]) == [NOT_RUN]
        assert told(sitting.probe("other", [probe(GOOD)])) == [2]


def test_a_check_after_the_notebooks_time_is_not_run(zygote):
    with Sitting(zygote, ["a = 1"], TimeLimits(1, 1, 0.0)) as sitting:
        assert sitting.run_check("task", "print(a)").ended == NO_TIME


def test_what_a_cell_printed_is_kept_however_often_it_has_to_run_again(zygote):
    with Sitting(zygote, [DEFINES, "print('x' * 250_000)"], QUICK) as sitting:
        for _ in range(2):
            sitting.probe("task", [probe("answers.leaves(1)")] * 3)
        assert len(sitting.results[1].outputs[0]["text"]) == 250_001


def test_outputs_of_one_notebook_have_a_limit_whatever_it_sends(zygote):
    cell = """
    import autograder.student as ours
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 400_000}
    reply, encoded = {"outputs": [output] * 4, "error": None}, ours._encoded
    ours._encoded = lambda request, number, _: encoded(request, number, reply)
    """
    with Sitting(zygote, [textwrap.dedent(cell), "1"], TimeLimits()) as sitting:
        sitting.run_cells()
        assert len(sitting.results[1].outputs) == 2


HOSTILE = """
import os, struct
def forged(data):
    for fd in range(3, 20):
        try:
            os.write(fd, struct.pack("!I", len(data)) + data)
        except OSError:
            pass
"""


@pytest.mark.parametrize(
    "data", ["b'\\xc1'", "b'\\x03'", "b'\\x81'", "b'\\xc4\\x01'"], ids=["none", "3", "map", "cut"]
)
def test_a_forged_message_is_a_death_and_costs_its_own_task_only(asked, data):
    first, second = asked([DEFINES, HOSTILE], [GOOD, f"answers.forged({data})"], [GOOD])
    assert first == [2, DIED]
    assert second == [2]


def test_a_forged_reply_to_no_request_is_passed_over(asked):
    record = "b'\\x81\\xa5value\\xa3any'"
    ((first, second),) = asked([DEFINES, HOSTILE], [f"answers.forged({record})", GOOD])
    assert first is None and second == 2


FINDS_ITS_REQUEST = """
def answer_twice():
    import os, struct, sys
    from autograder.wire import encode
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    for number in (0, 1):
        data = encode({"value": "any", "to": [frame.f_locals["request"]["id"], number]})
        os.write(3, struct.pack("!I", len(data)) + data)
"""


def test_a_forged_reply_to_its_request_is_only_another_wrong_answer(asked):
    first, second = asked([DEFINES, FINDS_ITS_REQUEST], ["answers.answer_twice()", GOOD], [GOOD])
    assert first == ["any", "any"]
    assert second == [2]
