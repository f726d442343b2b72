"""The rules: each a function from a case to its violations, named in the referee."""
