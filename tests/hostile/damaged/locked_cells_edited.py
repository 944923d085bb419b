"""Locked cells were edited, among them the setup, with a mistake that breaks everything."""
# earns: all
# says: changed; graded as released
# stopped by: repair

# %% setup

raise RuntimeError("broken by me")

# %% gps
distance = 7

# %% check_secant_slope
assert False
