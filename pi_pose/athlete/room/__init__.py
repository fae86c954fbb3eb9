"""Where the athlete trains."""
