"""What no day's routes can better: routes are priced until none is missing."""
