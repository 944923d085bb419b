"""Installs a package, as notebooks from elsewhere do in their first cell."""
# earns: all
# stopped by: seccomp

# %% attack
# %pip install --quiet nothing-at-all

# %% another
# !pip install nothing-at-all
# !apt-get install nothing
