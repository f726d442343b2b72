"""Weeks lived day by day: who is late, beside the usual ways."""
