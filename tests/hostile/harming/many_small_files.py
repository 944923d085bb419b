"""Makes as many empty files as time allows."""
# earns: all
# says: filled its scratch folder
# stopped by: scratch folder

# %% attack
for number in range(2_000_000):
    open(f"file-{number}", "w").close()
