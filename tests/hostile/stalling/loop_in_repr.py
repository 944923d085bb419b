"""Shows an object whose `__repr__` loops for ever."""
# earns: all
# says: did not stop
# stopped by: deadline


# %% attack
class Endless:
    def __repr__(self):
        while True:
            pass


Endless()
