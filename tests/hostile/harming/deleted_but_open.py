"""Fills the disk with files that have no name any more."""
# earns: all
# stopped by: limits

# %% attack
import os

block, held = bytes(2**20), []
try:
    for number in range(40):
        held.append(open("file", "wb"))
        os.unlink("file")
        for _ in range(16):
            held[-1].write(block)
            held[-1].flush()
except OSError as error:
    print(error)
