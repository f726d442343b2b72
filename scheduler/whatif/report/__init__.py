"""The report of a comparison: one page that needs nothing but itself."""
