"""Writes the reply to its own cell into the channel itself, so that later ones are off by one."""
# earns: all but secant_slope
# stopped by: channel

# %% secant_slope
import os
import struct

import msgpack

reply = msgpack.packb({"outputs": [], "error": None})
os.write(3, struct.pack("!I", len(reply)) + reply)


def secant_slope(f, x, h):
    return None
