"""Starts threads until no more can be started, and keeps them."""
# earns: all
# stopped by: limits

# %% attack
import threading

wait = threading.Event().wait
try:
    for _ in range(20_000):
        threading.Thread(target=wait, daemon=True).start()
except (RuntimeError, MemoryError) as error:
    print(error)
