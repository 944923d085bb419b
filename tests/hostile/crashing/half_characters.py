"""Prints, shows, returns and raises text that is no text: half of a pair of surrogates."""
# earns: all but secant_slope
# stopped by: data only


# %% secant_slope
def secant_slope(f, x, h):
    return "\ud83d"


# %% attack
print("\ud83d")
display("\udfff")
raise ValueError("\ud83d")
