"""Result lines for tests of the report, written by hand."""


def result(score=0.0, passed=(), *, worth=2.0, **more):
    """Return a task's part of a line; `passed` says for each of its tests whether it did."""
    tests = [
        {"name": f"test_{at}", "title": f"case {at}", "passed": ok, "message": "" if ok else "no"}
        for at, ok in enumerate(passed)
    ]
    known = {"notebook": "1_numbers", "score": score, "max_score": worth, "manual": False}
    known |= {"mistakes": [], "attempted": True, "behaviour": None, "tests": tests}
    return known | more


RIGHT = result(2.0, (True, True))
OPEN = result(0.0, (False, False), attempted=False)


def line(student, tasks, **more):
    """Return the result line of a student with these tasks."""
    score = sum(task["score"] for task in tasks.values())
    most = sum(task["max_score"] for task in tasks.values())
    known = {"student": student, "assignment": "tiny", "score": score, "max_score": most}
    return known | {"error": None, "repairs": [], "events": [], "tasks": tasks} | more
