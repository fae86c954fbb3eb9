"""How the models in the box were made; the mirror itself never looks in here."""
