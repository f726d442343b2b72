"""A city: many communities planned as tasks of their own, on many workers."""
