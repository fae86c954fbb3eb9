"""Who the athlete is."""
