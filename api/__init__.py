"""State and the web: imports the planner, never the reverse."""
