"""Takes standard output away, closes it, and replaces it by something that fails."""
# earns: all
# stopped by: fresh process

# %% attack
import sys

sys.stdout.close()
sys.stdout = sys.stderr = None
print("lost")

# %% more
import os
import sys

os.closerange(0, 3)
sys.stdout = 7
print("lost")
