"""The student process: takes on the cage, runs the cells, answers probes with plain data.

Nothing in here decides anything. A student's code may rewrite all of it; what it can
gain is to send other data, which the judge treats like any other wrong answer.
"""

from __future__ import annotations

import ast
import os
import pickle
import random
import socket
import sys
import sysconfig
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from autograder import cage
from autograder import channel as wire_channel
from autograder.illustrations import used_names
from autograder.shell import NotebookShell, describe, make_shell
from autograder.wire import WireError, decode, encode

if TYPE_CHECKING:
    from autograder.zygote import Warm


def warm_up() -> NotebookShell:
    """Import, once, what every student process will need; return the shell it will use."""
    import cloudpickle  # noqa: F401  (probes are unpickled with it)
    import matplotlib
    import matplotlib.figure
    import matplotlib.pyplot
    import torch

    matplotlib.use("agg")
    # No picture is drawn while grading, so none needs the slow search for its margins.
    matplotlib.figure.Figure.tight_layout = _nothing  # type: ignore[method-assign]
    torch.set_num_threads(1)
    # The first optimizer imports half of torch; no gradient yet, so no thread of autograd's.
    torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1).zero_grad()
    seed(0)  # the first time, torch looks for every kind of machine it could run on
    shell = make_shell()
    shell.run("1 / 0")  # the first traceback is slow: it imports what prints it
    return shell


def _nothing(*_: Any, **__: Any) -> None:
    """Do nothing."""


def main(channel: socket.socket, scratch: Path, warm: Warm) -> None:
    """Enter the cage in `scratch`, then serve the judge's requests until it hangs up."""
    os.chdir(scratch)
    os.environ.update(HOME=os.getcwd(), IPYTHONDIR=os.getcwd(), MPLCONFIGDIR=os.getcwd())
    active = cage.enter(scratch, [*readable_paths(), warm.materials], cage.Limits())
    active += ["namespaces"] if warm.isolated else []
    seed(0)
    wire_channel.send(channel, encode({"layers": active, "to": [b"", 0]}))
    while True:
        try:
            request = decode(wire_channel.receive(channel))
        except wire_channel.ChannelClosed:
            return
        _serve(channel, warm.shell, request)


def readable_paths() -> list[str]:
    """Return the folders of the Python installation and its libraries."""
    paths = {sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib")}
    system = ["/usr/lib", "/lib", "/lib64", "/usr/share/fonts", "/etc/ld.so.cache", "/dev/null"]
    return sorted(paths) + [path for path in system if os.path.exists(path)]


def seed(number: int) -> None:
    """Seed the three generators a notebook may use, so that grading repeats itself."""
    import numpy
    import torch

    random.seed(number)
    numpy.random.seed(number)
    torch.manual_seed(number)


def _serve(channel: socket.socket, shell: NotebookShell, request: dict[str, Any]) -> None:
    if request["do"] == "cell":
        wire_channel.send(channel, _encoded(request, 0, shell.run(request["source"])))
    elif request["do"] == "define":
        source = shell.plain(request["source"])
        wire_channel.send(channel, _encoded(request, 0, shell.run(definitions(source))))
    elif request["do"] == "used":
        found = sorted(used_names(request["sources"]))
        wire_channel.send(channel, _encoded(request, 0, {"used": found}))
    else:
        seed(request["seed"])
        answers = _answers(shell, request["answers"])
        for number, probe in enumerate(request["probes"]):
            wire_channel.send(channel, _outcome(shell, probe, answers, request, number))


def definitions(source: str) -> str:
    """Return only the imports, functions and classes a cell defines at its top level.

    Used for a cell that ended its process: what it defined before is kept.
    """
    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    try:
        body: list[ast.stmt] = [part for part in ast.parse(source).body if isinstance(part, kept)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    return ast.unparse(ast.Module(body, []))


class Names(SimpleNamespace):
    """The answers as a probe sees them, each an attribute."""

    def __getattr__(self, name: str) -> Any:
        raise NameError(f"name {name!r} is not defined")


def _answers(shell: NotebookShell, shipped: bytes) -> Names:
    """Return the shipped answers (kept ones), or the student's names."""
    names = pickle.loads(shipped) if shipped else shell.user_ns
    return Names(**{name: value for name, value in names.items() if isinstance(name, str)})


def _outcome(
    shell: NotebookShell, probe: bytes, answers: Names, request: dict[str, Any], number: int
) -> bytes:
    """Run one shipped probe; an exception is an outcome too."""
    with shell.captured():
        try:
            return _encoded(request, number, {"value": pickle.loads(probe)(answers)})
        except BaseException as raised:
            return _encoded(request, number, {"error": describe(raised)})
        finally:
            shell.recorder.take()


def _encoded(request: dict[str, Any], number: int, reply: dict[str, Any]) -> bytes:
    to = {"to": [request["id"], number]}
    try:
        return encode(reply | to)
    except WireError as error:
        return encode({"refused": str(error)} | to)
