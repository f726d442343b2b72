"""Single changes that would serve seniors whom a plan leaves out."""
