"""How fast the mirror is on this machine, in ratios that mean the same on any other."""
