"""Where the gradebook is: nbgrader's SQLite file, or a PostgreSQL server.

A URL may hold a password, so none is ever part of a message.
"""

from __future__ import annotations

from importlib.util import find_spec

from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from autograder.course import CourseError

POSTGRESQL = ("postgresql", "postgres")
DRIVERS = ("psycopg", "psycopg2")
PATIENCE = 10  # seconds a server has to answer; a dropped packet would cost two minutes

NO_URL = (
    "the gradebook's URL cannot be read: it must be like postgresql://USER@HOST:PORT/DATABASE, "
    "in a password %40 for @, %2F for /, %3A for :"
)
DRIVER = "; pip install 'autograder[postgresql]' brings PostgreSQL's driver"


def usable(url: str) -> str:
    """Return a gradebook's URL, naming the installed driver where PostgreSQL's names none.

    Raises CourseError when it is no URL.
    """
    parsed = _parse(url)
    if parsed.drivername not in POSTGRESQL:
        return url
    driver = next((name for name in DRIVERS if find_spec(name)), DRIVERS[0])
    return parsed.set(drivername=f"postgresql+{driver}").render_as_string(hide_password=False)


def reach(url: str) -> str:
    """Return which kind of database answers at a URL. Raises CourseError with the reason."""
    parsed = _parse(url)
    kind = parsed.get_backend_name()
    patience = {"connect_timeout": PATIENCE} if kind == "postgresql" else {}
    try:
        engine = create_engine(parsed, connect_args=patience)
        with engine.connect() as connection:
            inspect(connection).get_table_names()  # reads the file; `select 1` does not
        engine.dispose()
    except ImportError as error:
        advice = DRIVER if kind == "postgresql" else ""
        raise CourseError(f"the gradebook cannot be used: {in_one_line(error)}{advice}") from None
    except SQLAlchemyError as error:
        raise CourseError(f"the gradebook cannot be used: {in_one_line(error)}") from None
    return kind


def in_one_line(error: Exception) -> str:
    """Return what a database or its driver said, without statement and values."""
    said = getattr(error, "orig", None) or error
    return " ".join(str(said).split())


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: the port is no number
        raise CourseError(NO_URL) from None
    if "@" in (parsed.host or ""):  # the end of a password that was not encoded
        raise CourseError(NO_URL)
    return parsed
