"""Leaves a daemon behind that would outlive the verdict."""
# earns: all
# stopped by: seccomp

# %% attack
import os
import time

try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(3600)
    secant_slope = None
except OSError as error:
    print(error)
for leave in (os.setsid, lambda: os.setpgid(0, 0)):
    try:
        leave()
        secant_slope = None
    except OSError as error:
        print(error)
