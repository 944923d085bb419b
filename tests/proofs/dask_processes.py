"""A Dask cluster for tests: a scheduler and workers, started as a person would start them."""

import contextlib
import glob
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

# A task is given up when this many workers died of it; Dask's default makes tests slower.
SETTINGS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}


def free_port():
    """Return a port of this machine nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def started(folder, threads, *options):
    """Give the address of a scheduler with one worker for each number of threads.

    The workers keep what they write under `folder`. The scheduler has no engine: it needs none.
    """
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    (folder / "no_engine.py").write_text("import sys\nsys.modules['autograder'] = None\n")
    commands = [["scheduler", "--host", "127.0.0.1", "--port", str(port)]]
    commands[0] += ["--preload", "no_engine.py"]
    for number, count in enumerate(threads):
        place = ["--local-directory", str(folder / f"worker{number}")]
        commands.append(["worker", address, "--nthreads", str(count), *place, *options])
    with contextlib.ExitStack() as stack:
        log = stack.enter_context((folder / "log").open("w"))
        for words in commands:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words, "--no-dashboard"],
                env=os.environ | SETTINGS,
                stdout=log,
                stderr=log,
                cwd=folder,
            )
            stack.callback(process.wait, 60)
            stack.callback(process.terminate)
        yield address


def courses(folder):
    """Return the courses that lie in the workers' folders now."""
    # Unlike pathlib's, this glob does not mind what is removed while it looks.
    return [Path(found) for found in glob.glob(f"{folder}/*/*/*/course-*")]


def eventually(true, seconds=60):
    """Wait until `true()`: what is asked for is done by processes nobody here waits for."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)
