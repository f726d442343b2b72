"""Whether the roster is enough: proved, or shown by a plan; and what it lacks."""
