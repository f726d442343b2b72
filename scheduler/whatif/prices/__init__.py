"""What every rule costs: planned with it and without it, beside the noise."""
