"""Length-prefixed messages over a socket, read under a size limit and a deadline."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable

from autograder.wire import MAX_BYTES

HEADER = struct.Struct("!I")
WATCH_SECONDS = 0.02  # a process can write a gigabyte a second


class ChannelClosed(ConnectionError):
    """The other side is gone, or sent what is no message."""


def send(channel: socket.socket, data: bytes, deadline: float | None = None) -> None:
    """Send one message; `deadline` is a time.monotonic() value.

    Raises TimeoutError past the deadline, ChannelClosed when the other side is gone.
    """
    channel.settimeout(_remaining(deadline))
    try:
        channel.sendall(HEADER.pack(len(data)) + data)
    except (BrokenPipeError, ConnectionResetError):
        raise ChannelClosed("the other side closed the channel") from None


def receive(
    channel: socket.socket,
    deadline: float | None = None,
    limit: int = MAX_BYTES,
    watch: Callable[[], None] | None = None,
) -> bytes:
    """Return one message of at most `limit` bytes; a slow drip does not move the deadline.

    `watch` is called now and then while nothing comes; what it raises ends the waiting.
    Raises TimeoutError past the deadline, ChannelClosed for an end of file or a message
    that announces more than `limit` bytes.
    """
    (length,) = HEADER.unpack(_exactly(channel, HEADER.size, deadline, watch))
    if length > limit:
        raise ChannelClosed(f"a message of {length} bytes is over the limit")
    return _exactly(channel, length, deadline, watch)


def _exactly(
    channel: socket.socket,
    count: int,
    deadline: float | None,
    watch: Callable[[], None] | None,
) -> bytes:
    chunks, watched = bytearray(), time.monotonic()
    while len(chunks) < count:
        left = _remaining(deadline)
        if watch is not None and time.monotonic() - watched > WATCH_SECONDS:
            watch()
            watched = time.monotonic()
        channel.settimeout(left if watch is None else min(left or WATCH_SECONDS, WATCH_SECONDS))
        try:
            chunk = channel.recv(min(count - len(chunks), 1 << 20))
        except TimeoutError:
            continue
        except ConnectionResetError:
            chunk = b""
        if not chunk:
            raise ChannelClosed("the other side closed the channel")
        chunks += chunk
    return bytes(chunks)


def _remaining(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the deadline has passed")
    return left
