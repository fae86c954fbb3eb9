"""What the mirror says about a pose."""
