"""Sends, from every cell, outputs as large as a message may be."""
# earns: all
# stopped by: output limit

# %% secant_slope


def secant_slope(f, x, h):
    return (f(x + h) - f(x)) / h


text = {"output_type": "stream", "name": "stdout", "text": "x" * 1_900_000}
get_ipython().recorder.outputs.append(text)

# %% one
get_ipython().recorder.outputs.append(text)

# %% two
get_ipython().recorder.outputs += [dict(text, text="x" * 15_000_000)]

# %% three
get_ipython().recorder.room = 10**12
for _ in range(10):
    print("x" * 190_000)

# %% four
get_ipython().recorder.outputs += [dict(text, text="x")] * 150_000
