"""Run commands of nbgrader as other users of this machine.

    python tests/as_user.py < commands.json

Reads a list of `{"user", "folder", "words"}`, runs each as that user, and writes a list of
`{"code", "said"}`. nbgrader is imported before the user changes: the Python installation may lie
where only root can read.
"""

from __future__ import annotations

import json
import os
import pwd
import sys
import tempfile
import warnings
from typing import Any


def run(command: dict[str, Any]) -> dict[str, Any]:
    """Run one command in a process of its user; return its exit code and what it said."""
    with tempfile.TemporaryFile("w+") as log:
        child = os.fork()
        if not child:
            _become(command["user"], command["folder"], log.fileno())
            os._exit(_nbgrader(command["words"]))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        log.seek(0)
        return {"code": code, "said": log.read()}


def _become(user: str, folder: str, log: int) -> None:
    """Become a user for good: identity, environment, folder; write into `log` from now on."""
    known = pwd.getpwnam(user)
    os.setgroups([])
    os.setgid(known.pw_gid)
    os.setuid(known.pw_uid)
    os.environ.clear()
    os.environ.update(HOME=known.pw_dir, USER=user, PATH=os.defpath)
    os.umask(0o022)
    os.chdir(folder)
    for stream in (1, 2):
        os.dup2(log, stream)


def _nbgrader(words: list[str]) -> int:
    try:
        NbGraderApp.launch_instance(argv=words)
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 99
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    import sqlite3  # noqa: F401  (loaded late by the gradebook)

    import nbgrader.apps  # noqa: F401
    from nbgrader.apps.nbgraderapp import NbGraderApp

    json.dump([run(command) for command in json.load(sys.stdin)], sys.stdout)
