"""Where the seconds come from: the built-in estimate, or the community's own table."""
