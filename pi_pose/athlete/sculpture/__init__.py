"""The athlete's body as a mesh."""
