"""Fills the disk with files as large as they may be."""
# earns: all
# says: filled its scratch folder
# stopped by: scratch folder

# %% attack
block = bytes(2**20)
for number in range(150):
    with open(f"file-{number}", "wb") as file:
        for _ in range(16):
            file.write(block)
