"""Gets the wanted model to where it is needed."""
