"""Prints without end."""
# earns: all
# says: did not stop
# stopped by: deadline

# %% attack
while True:
    print("x" * 100_000)
