"""Asks for twenty gigabytes at once, then for as much as it can get."""
# earns: all
# stopped by: limits

# %% attack
try:
    bytearray(20 * 2**30)
    secant_slope = None
except MemoryError:
    print("refused")
held = []
try:
    for _ in range(200):
        held.append(bytearray(100 * 2**20))
    secant_slope = None
except MemoryError:
    print(len(held))
