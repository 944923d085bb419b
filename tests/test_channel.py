"""Messages between judge and student process."""

import socket
import threading
import time

import pytest

from autograder.channel import HEADER, ChannelClosed, receive, send


@pytest.fixture
def pair():
    left, right = socket.socketpair()
    with left, right:
        yield left, right


@pytest.mark.parametrize("data", [b"", b"x", b"y" * 3000])
def test_a_message_arrives_whole(pair, data):
    send(pair[0], data)
    assert receive(pair[1], time.monotonic() + 5) == data


def test_a_message_that_announces_too_much_is_refused_unread(pair):
    pair[0].sendall(HEADER.pack(2**31))
    with pytest.raises(ChannelClosed, match="over the limit"):
        receive(pair[1], time.monotonic() + 5)


def test_a_closed_channel_is_told_from_an_empty_message(pair):
    pair[0].sendall(HEADER.pack(4) + b"ab")
    pair[0].close()
    with pytest.raises(ChannelClosed, match="closed"):
        receive(pair[1], time.monotonic() + 5)


def test_a_slow_drip_does_not_move_the_deadline(pair):
    stop = threading.Event()

    def drip():
        pair[0].sendall(HEADER.pack(1000))
        while not stop.wait(0.02):
            pair[0].sendall(b".")

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        with pytest.raises(TimeoutError):
            receive(pair[1], time.monotonic() + 0.2)
    finally:
        stop.set()
        thread.join()


def test_a_reader_that_never_reads_does_not_hold_the_sender(pair):
    with pytest.raises(TimeoutError):
        send(pair[0], b"z" * 10_000_000, time.monotonic() + 0.2)
