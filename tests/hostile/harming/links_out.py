"""Makes symbolic and hard links out of its scratch folder, and moves files out of it."""
# earns: all
# stopped by: landlock

# %% attack
import os

open("own", "w").close()
for act in (
    lambda: os.symlink("<course>/gradebook.db", "book"),
    lambda: os.symlink("/", "root"),
    lambda: os.link("<course>/gradebook.db", "book"),
    lambda: os.link("/etc/passwd", "passwd"),
    lambda: os.link("own", "/tmp/hostile-escaped"),
    lambda: os.rename("own", "<course>/hostile-escaped"),
    lambda: os.rename("<course>/gradebook.db", "book"),
    lambda: os.replace("own", "/tmp/hostile-escaped"),
):
    try:
        act()
        secant_slope = None
    except OSError as error:
        print(error)
