"""How the athlete stands and moves."""
