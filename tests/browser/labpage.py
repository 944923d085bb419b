"""A JupyterLab server of a test's own, and a notebook in it as a person sees and works it."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

COURSE = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.stem for path in (COURSE / "source" / "derivatives").glob("*.ipynb"))

START_SECONDS, STOP_SECONDS, CELL_SECONDS = 60, 20, 60
CELLS = ".jp-Notebook .jp-Cell"
READY = "#jp-main-statusbar >> text=/\\(ipykernel\\) \\| Idle/"  # before, there is "No Kernel | …"
RAN = """
index => {
    const cell = `.jp-Notebook .jp-Cell[data-windowed-list-index='${index}']`;
    const prompt = document.querySelector(`${cell} .jp-InputPrompt`)?.innerText;
    const status = document.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status;
    return /\\d/.test(prompt) && status === 'idle';
}
"""


@dataclass(frozen=True)
class Server:
    """A running JupyterLab that shows one folder."""

    url: str
    token: str
    folder: Path


@contextlib.contextmanager
def serve(folder: Path, home: Path, exchange: Path | None = None) -> Iterator[Server]:
    """Run JupyterLab on a free port of this machine, with nothing of the user's own settings.

    `exchange` is nbgrader's exchange; without one the server has its own.
    """
    server = Server(f"http://127.0.0.1:{_free_port()}", secrets.token_hex(8), folder)
    home.mkdir()
    root = str(exchange or home)
    (home / "nbgrader_config.py").write_text(f"get_config().Exchange.root = {root!r}\n")
    with (home / "log").open("w+") as log:
        process = subprocess.Popen(
            _command(server), cwd=folder, env=_environment(home), stdout=log, stderr=log
        )
        try:
            _wait_for(server, process, home / "log")
            yield server
        finally:
            process.terminate()  # it ends its kernels itself
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(server: Server) -> list[str]:
    settings = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": server.url.rpartition(":")[2],
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": server.folder,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": server.token,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    return [sys.executable, "-m", "jupyterlab", "--no-browser", *options]


def _environment(home: Path) -> dict[str, str]:
    own = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "HOME")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # As in an activated environment: nbgrader calls `alembic` by its name.
    return os.environ | dict.fromkeys(own, str(home)) | {"PATH": programs}


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{server.url}/api", timeout=5).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


class NotebookPage:
    """One notebook, open in JupyterLab; use as a context manager."""

    def __init__(self, browser: Any, server: Server, path: str) -> None:
        self._server, self._file = server, server.folder / path
        self.page = browser.new_page()
        self.page.goto(f"{server.url}/doc/tree/{path}?token={server.token}")
        self.page.wait_for_selector(CELLS)
        self.page.wait_for_selector(READY)

    def __enter__(self) -> NotebookPage:
        return self

    def __exit__(self, *_: object) -> None:
        """Close the page and end its kernel, so that only one runs at a time."""
        sessions = f"{self._server.url}/api/sessions"
        token = {"Authorization": f"token {self._server.token}"}
        for session in self.page.request.get(sessions, headers=token).json():
            self.page.request.delete(f"{sessions}/{session['id']}", headers=token)
        self.page.close()

    def run_cell_by_cell(self) -> None:
        """Press Shift + Enter through the notebook; unlike Run All it goes on after an error."""
        cells = nbformat.read(self._file, as_version=4).cells
        self.page.locator(f"{CELLS} .jp-InputPrompt").first.click()
        for index, cell in enumerate(cells):
            last = index == len(cells) - 1  # there Shift + Enter would add a cell
            self.page.keyboard.press("Control+Enter" if last else "Shift+Enter")
            if cell.cell_type == "code":
                self.page.wait_for_function(RAN, arg=index, timeout=1000 * CELL_SECONDS)

    def saved(self) -> nbformat.NotebookNode:
        """Save, and return the file."""
        with self.page.expect_response(_is_save):
            self.page.keyboard.press("Control+s")
        return nbformat.read(self._file, as_version=4)

    def validate(self) -> str:
        """Press nbgrader's Validate button and return what its window says."""
        self.page.get_by_role("button", name="Validate").click()
        window = self.page.locator("dialog #validation-message")
        window.wait_for(timeout=1000 * CELL_SECONDS)
        return str(window.inner_text())


def _is_save(response: Any) -> bool:
    return response.request.method == "PUT" and "/api/contents/" in response.url
