"""Who must not fall ill: each carer's absence on each day, answered and counted."""
