"""Namespaces, the wall behind the others."""

import os
import socket
import sys

import pytest

from autograder import namespaces


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_an_isolated_process_has_no_network_or_says_that_it_is_not_isolated():
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        isolated = namespaces.isolate()
        alone = [name for _, name in socket.if_nameindex()] == ["lo"]
        os.write(write, f"{isolated} {alone}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    answer = os.read(read, 100)
    assert answer in (b"True True", b"False False", b"False True")
