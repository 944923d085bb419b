"""Sends sixteen megabytes that become more than a million arrays in the judge."""
# earns: all but secant_slope
# stopped by: data only

# %% secant_slope
import os
import struct

import msgpack


def secant_slope(f, x, h):
    one = msgpack.packb(msgpack.ExtType(1, msgpack.packb(["<f8", [], bytes(8)])))
    inner = b"\xdd\x00\x01\x86\xa0" + one * 100_000
    body = b"\xdc\x00\x07" + inner * 7
    data = struct.pack("!I", len(body)) + body
    while data:
        data = data[os.write(3, data) :]
