"""The planner: values in, values out; no web, no database."""
