"""Displays pictures and text without end."""
# earns: all
# says: did not stop
# stopped by: deadline

# %% attack
while True:
    display({"text/plain": "x" * 1000, "image/png": "A" * 10_000}, raw=True)
