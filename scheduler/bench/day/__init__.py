"""One day, the same for all: who drives least."""
