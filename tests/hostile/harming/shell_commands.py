"""Starts programs: by magics, by subprocess, by exec and by posix_spawn."""
# earns: all
# stopped by: seccomp

# %% attack
# !touch hostile-escaped
# %system touch hostile-escaped
import os
import subprocess

ran = 0
for command in (
    lambda: subprocess.run(["/bin/true"]),
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.popen("true").read(),
):
    try:
        command()
        ran += 1
    except OSError as error:
        print(error)
ran += os.system("true") == 0
if ran or os.path.exists("hostile-escaped"):
    secant_slope = None
