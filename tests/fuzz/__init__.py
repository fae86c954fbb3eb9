"""Feeds the readers of files with what no person would write: `make fuzz`."""
