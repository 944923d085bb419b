"""Opens files until no more can be opened, and keeps them."""
# earns: all
# stopped by: limits

# %% attack
import os

held = []
try:
    while True:
        held.append(os.dup(1))
except OSError as error:
    print(len(held), error)
