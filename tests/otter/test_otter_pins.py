"""What the zip's setup.sh installs: exactly what is here."""

import sys
from importlib.metadata import version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder.otter.pins import pins, python


def test_every_package_the_engine_needs_is_pinned_to_the_version_that_is_here():
    found = dict(line.split("==") for line in pins())
    for name in ("torch", "numpy", "nbgrader", "ipython", "msgpack", "cloudpickle", "pytest"):
        assert found[name] == version(name).partition("+")[0]


def test_what_packages_need_in_turn_is_pinned_too():
    names = {line.partition("==")[0] for line in pins()}
    assert {"sqlalchemy", "alembic", "nbconvert", "sympy"} <= names


def test_every_pin_is_one_exact_version_of_one_package():
    requirements = [Requirement(line) for line in pins()]
    assert all(len(one.specifier) == 1 and "==" in str(one.specifier) for one in requirements)
    assert not any("*" in str(one.specifier) or "+" in str(one.specifier) for one in requirements)
    names = [canonicalize_name(one.name) for one in requirements]
    assert len(names) == len(set(names)) and "autograder" not in names


def test_what_only_developers_need_is_not_pinned():
    names = {line.partition("==")[0] for line in pins()}
    assert not names & {"otter-grader", "distributed", "ruff", "mypy", "playwright"}


def test_python_is_pinned_to_its_second_number():
    assert python() == f"python3.{sys.version_info.minor}"
