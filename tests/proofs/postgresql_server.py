"""A real PostgreSQL server in a temporary folder, of a user who may do nothing else."""

from __future__ import annotations

import contextlib
import os
import pwd
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from autograder import database

# Debian keeps the server's programs of each version apart, and out of PATH.
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
PASSWORD = "mit Salz/und@Pfeffer"
ENCODED = "mit%20Salz%2Fund%40Pfeffer"


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL server."""

    port: int

    def url(self, name: str, password: str = ENCODED) -> str:
        return f"postgresql://teacher:{password}@127.0.0.1:{self.port}/{name}"

    def execute(self, statement: str, name: str = "postgres") -> None:
        """Execute a statement in a database, by default the one that is always there."""
        engine = create_engine(database.usable(self.url(name)), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def new_gradebook(self, name: str) -> str:
        """Create an empty database; return its URL."""
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Server]:
    """Start a server in a folder and stop it at the end."""
    hand_over(folder)
    secret, data = folder / "password", folder / "data"
    secret.write_text(PASSWORD, encoding="utf-8")
    hand_over(secret)
    server_program("initdb", "--username=teacher", "--auth=scram-sha-256", f"--pwfile={secret}",
                   "--no-sync", "--encoding=UTF8", "--locale=C", f"--pgdata={data}")  # fmt: skip
    port = free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    server_program("pg_ctl", "start", "-w", f"-D{data}", f"-l{folder / 'log'}", f"-o{options}")
    try:
        yield Server(port)
    finally:
        server_program("pg_ctl", "stop", "-w", "-mimmediate", f"-D{data}")


def server_program(name: str, *words: str) -> None:
    """Run one of the server's programs, which refuse to run as root, as the package's user.

    Not as nobody: that is who student processes are.
    """
    asked = [PROGRAMS[-1].with_name(name), *words]
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        asked = ["setpriv", *ids, "--", *asked]
    done = subprocess.run(asked, stdout=subprocess.DEVNULL, cwd="/", timeout=60)
    assert done.returncode == 0, f"{name} failed"


def hand_over(path: Path) -> None:
    """Give a file to the user of the package, where root makes it."""
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(path, user.pw_uid, user.pw_gid)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
