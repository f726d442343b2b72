"""The benchmark table: its rows measured, kept, added up and written."""
