"""The engine: the only room that imports OR-Tools or numba."""
