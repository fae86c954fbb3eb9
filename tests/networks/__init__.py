"""Small networks whose answers are known, written by the tests and run by the real runtime."""
