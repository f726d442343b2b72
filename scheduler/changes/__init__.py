"""What changes in a plan that people already hold: by hand, and on the day."""
