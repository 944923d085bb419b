"""Answers its cell and then reads nothing more, so that the judge cannot even ask."""
# earns: nothing
# says: did not stop
# stopped by: deadline
# run by: the command only

# %% attack
import time

student = __import__("sys").modules["autograder.student"]
student._serve = lambda *args: time.sleep(3600)
