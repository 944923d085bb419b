"""Raises its own limits, or leaves its core for all the others."""
# earns: all
# stopped by: seccomp

# %% attack
import os
import resource

raised = 0
for limit in ("CPU", "AS", "FSIZE", "NOFILE", "CORE", "NPROC", "STACK"):
    kind = getattr(resource, f"RLIMIT_{limit}")
    try:
        resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        raised += resource.getrlimit(kind)[0] == resource.RLIM_INFINITY and limit != "STACK"
    except (OSError, ValueError) as error:
        print(error)
try:
    os.sched_setaffinity(0, range(64))
    raised += 1
except OSError as error:
    print(error)
if raised:
    secant_slope = None
