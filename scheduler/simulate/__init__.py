"""Synthetic communities, and lives lived through them."""
