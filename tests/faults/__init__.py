"""Faults injected into the whole mirror from outside: what it says, and how soon it is well again."""
