"""The paper: content first (what may stand on it), then ink."""
