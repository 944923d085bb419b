"""Binds names that are no text, so that the answers cannot be looked up by name."""
# earns: all
# stopped by: fresh process

# %% attack
get_ipython().user_ns[1] = 2
globals()[None] = None
globals()["self"] = globals()["not a name"] = 3
