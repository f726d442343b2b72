"""The engine beside its rivals, on instances that anyone can have."""
