"""Scenarios: what might change in a community, as files that planners write."""
