"""Raises SystemExit, KeyboardInterrupt and GeneratorExit in cells, and calls `exit` and `quit`."""
# earns: all
# stopped by: fresh process


# %% secant_slope
def secant_slope(f, x, h):
    return (f(x + h) - f(x)) / h


raise SystemExit(0)

# %% one
raise KeyboardInterrupt

# %% two
raise GeneratorExit

# %% three
exit()

# %% four
quit()

# %% five
import sys

sys.exit("bye")
