"""Which database is the gradebook, and what is said when it cannot be used."""

import sys

import pytest
from sqlalchemy.engine import make_url

from autograder import database
from autograder.course import CourseError
from autograder.database import reach, usable
from autograder.exam import directory, read_config

SERVER = "postgresql://teacher:Geheimnis@db.example.org:5433/grades?sslmode=require"


@pytest.fixture
def installed(monkeypatch):
    """Let these PostgreSQL drivers be the installed ones."""

    def only(*drivers):
        monkeypatch.setattr(database, "find_spec", lambda name: name in drivers or None)

    return only


@pytest.mark.parametrize("driver", ["psycopg", "psycopg2"])
def test_postgresql_gets_the_driver_that_is_installed(installed, driver):
    installed(driver)
    assert usable(SERVER) == SERVER.replace("postgresql", f"postgresql+{driver}", 1)
    assert usable(SERVER) == usable(SERVER.replace("postgresql", "postgres", 1))


def test_the_newer_driver_is_preferred(installed):
    installed("psycopg", "psycopg2")
    assert usable(SERVER).startswith("postgresql+psycopg://")


@pytest.mark.parametrize(
    "url", ["sqlite:////srv/grades.db", "postgresql+psycopg2://h/d", "mysql+pymysql://u:p@h/d"]
)
def test_a_url_that_names_its_driver_or_needs_none_is_left_alone(url):
    assert usable(url) == url


def test_a_password_is_the_same_afterwards():
    password = make_url(usable("postgresql://teacher:a%40b%2Fc%3Ad%20e%25@h/d")).password
    assert password == "a@b/c:d e%"


WITH_A_SECRET = {
    "no URL": "Geheimnis",
    "an @ in the password": "postgresql://teacher:p@Geheimnis@h/d",
    "no user and no host": "postgresql://teacher:Geheimnis/d",
    "a port in words": "postgresql://teacher:Geheimnis@h:Geheimnis/d",
}


@pytest.mark.parametrize("url", WITH_A_SECRET.values(), ids=WITH_A_SECRET)
def test_what_is_no_url_is_refused_without_repeating_it(url):
    for function in (usable, reach):
        with pytest.raises(CourseError, match="URL cannot be read") as refused:
            function(url)
        assert "Geheimnis" not in str(refused.value)


def test_an_empty_url_is_refused_and_not_taken_for_none(tiny_course):
    with pytest.raises(CourseError, match="URL cannot be read"):
        read_config(tiny_course, "")


def test_a_missing_driver_is_named_with_what_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CourseError, match=r"psycopg.*pip install 'autograder\[postgresql\]'"):
        reach("postgresql+psycopg://teacher:Geheimnis@127.0.0.1/d")


@pytest.mark.parametrize("url", ["mysql+pymysql://u:Geheimnis@h/d", "nowhere://u:Geheimnis@h/d"])
def test_a_database_nobody_can_speak_to_is_refused_in_one_line(monkeypatch, url):
    monkeypatch.setitem(sys.modules, "pymysql", None)
    with pytest.raises(CourseError, match="the gradebook cannot be used") as refused:
        reach(url)
    assert "Geheimnis" not in str(refused.value) and "\n" not in str(refused.value)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(CourseError, match="unable to open database file"):
        reach(f"sqlite:///{tmp_path / 'nowhere' / 'grades.db'}")
    assert reach(f"sqlite:///{tmp_path / 'grades.db'}") == "sqlite"


def url_of(course, db=None):
    return directory(course, read_config(course, db)).db_url


def test_the_gradebook_is_the_named_one_or_the_configured_one_or_the_courses_file(tiny_course):
    assert url_of(tiny_course) == tiny_course.database
    with (tiny_course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nc.CourseDirectory.db_url = 'postgresql://configured/grades'\n")
    assert url_of(tiny_course) == usable("postgresql://configured/grades")
    assert url_of(tiny_course, "sqlite:////srv/named.db") == "sqlite:////srv/named.db"


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "gradebook.db").write_bytes(b"random bytes, and many of them" * 100)
    with pytest.raises(CourseError, match="file is not a database"):
        reach(f"sqlite:///{tmp_path / 'gradebook.db'}")
