"""The shelf of pose models: what there is, where it is published, and how it gets here."""
