"""A day's routes with tasks tied in pairs, and tardiness where others have windows."""
