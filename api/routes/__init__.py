"""One router for each resource: parse, call one use-case, return."""
