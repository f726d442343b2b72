"""The compiled search: ruin and recreate over the routes of all days at once."""
