"""The rivals: each routes a day in its own best way."""
