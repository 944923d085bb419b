"""Starts two hundred threads that never end, none of them a daemon."""
# earns: all
# stopped by: process

# %% attack
import threading
import time

for _ in range(200):
    threading.Thread(target=time.sleep, args=(3600,)).start()
