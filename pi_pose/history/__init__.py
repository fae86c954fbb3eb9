"""What was trained, kept on this computer alone: times and counts, never pictures."""
