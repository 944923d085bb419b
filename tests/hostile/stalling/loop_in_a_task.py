"""Loops for ever when the hidden tests call it, deaf to every signal."""
# earns: all but secant_slope
# says: did not stop within its time limit
# stopped by: deadline

# %% secant_slope
import signal

for number in set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def secant_slope(f, x, h):
    if (x, h) in ((12, 1), (2, 1), (2, 0.1)):
        return (f(x + h) - f(x)) / h
    while True:
        pass
