"""What code in the cage can no longer do, shown in a forked child."""

import os
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from autograder import cage, landlock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the cage's layers are Linux's")


def caged(action: Callable[[], object], readable: Sequence[str] = ()) -> str:
    """Run `action` in a caged child; return 'done' or the name of what it raised."""
    with tempfile.TemporaryDirectory() as folder:
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            _child(action, Path(folder), write, readable or [sysconfig.get_path("stdlib")])
        os.close(write)
        with os.fdopen(read) as reply:
            text = reply.read()
        os.waitpid(child, 0)
    return text


def _child(action: Callable[[], object], folder: Path, write: int, readable: Sequence[str]) -> None:
    try:
        os.chdir(folder)
        cage.enter(folder, list(readable), cage.Limits())
        action()
        word = "done"
    except BaseException as error:
        word = type(error).__name__
    os.write(write, word.encode())
    os._exit(0)


def test_the_scratch_folder_can_be_written():
    assert caged(lambda: Path("mine.txt").write_text("x")) == "done"


def test_no_capability_is_left():
    def powerless() -> None:
        import ctypes

        sets = (ctypes.c_uint32 * 6)()
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        assert ctypes.CDLL(None).capget(header, sets) == 0
        assert list(sets) == [0] * 6

    assert caged(powerless) == "done"


@pytest.mark.skipif(landlock.abi_version() == 0, reason="this kernel has no Landlock")
@pytest.mark.parametrize("path", [__file__, "/etc/passwd", "/proc/self/environ", "/proc/1/cmdline"])
def test_no_file_outside_the_python_installation_can_be_read(path):
    assert caged(lambda: Path(path).read_bytes()) == "PermissionError"


@pytest.mark.skipif(landlock.abi_version() == 0, reason="this kernel has no Landlock")
def test_nothing_outside_the_scratch_folder_can_be_written():
    assert caged(lambda: Path("/tmp/escaped").write_text("x")) == "PermissionError"
    assert not Path("/tmp/escaped").exists()


def test_no_process_can_be_started():
    assert caged(os.fork) == "PermissionError"
    assert caged(lambda: os.execv("/bin/true", ["true"])) == "PermissionError"
    assert caged(lambda: os.posix_spawn("/bin/true", ["true"], {})) == "PermissionError"


def test_no_socket_can_be_made():
    import socket

    assert caged(lambda: socket.socket(socket.AF_INET)) == "PermissionError"
    assert caged(lambda: socket.socketpair()) == "PermissionError"


def test_no_other_process_can_be_signalled():
    parent = os.getpid()
    assert caged(lambda: os.kill(parent, 0)) == "PermissionError"
    assert caged(lambda: os.killpg(0, 15)) == "PermissionError"


def test_a_thread_can_still_be_started():
    import threading

    def thread() -> None:
        worker = threading.Thread(target=int)
        worker.start()
        worker.join()

    assert caged(thread) == "done"


def test_memory_has_a_limit():
    assert caged(lambda: bytearray(6 * 2**30)) == "MemoryError"


def test_limits_cannot_be_raised_again():
    import resource

    def raise_limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (-1, -1))

    assert caged(raise_limit) in ("PermissionError", "ValueError")


@pytest.mark.skipif(landlock.abi_version() == 0, reason="this kernel has no Landlock")
@pytest.mark.parametrize(
    "action",
    [
        lambda: os.mkdir("folder"),
        lambda: os.symlink("/etc", "link"),
        lambda: os.mkfifo("pipe"),
        lambda: os.mknod("node"),
    ],
    ids=["folder", "symlink", "fifo", "device"],
)
def test_the_scratch_folder_takes_plain_files_only(action):
    assert caged(action) == "PermissionError"


@pytest.fixture
def place():
    """A folder that every user may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize(
    ("file", "folder", "user"),
    [(0o644, 0o755, cage.NOBODY), (0o600, 0o755, 0), (0o644, 0o700, 0), (0o644, 0o711, 0)],
)
def test_root_becomes_nobody_where_every_user_can_read_what_is_needed(place, file, folder, user):
    (place / "library").mkdir()
    (place / "library" / "module.py").write_text("x = 1")
    (place / "cache").write_text("")
    (place / "cache").chmod(file)
    (place / "library").chmod(folder)
    readable = [str(place / "library"), str(place / "cache"), "/dev/null", "/nowhere"]

    def powerless() -> None:
        assert os.getresuid() == (user, user, user)
        if user:
            assert os.getresgid() == (user, user, user) and os.getgroups() == []
            assert Path("mine.txt").write_text("x") and Path("mine.txt").stat().st_uid == user

    assert caged(powerless, readable) == "done"
