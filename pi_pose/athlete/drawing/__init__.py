"""From a mesh to pixels."""
