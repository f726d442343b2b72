"""Solving in processes of their own: jobs that wait their turn, and quick proposals."""
