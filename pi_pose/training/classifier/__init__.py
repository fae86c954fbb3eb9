"""Trains the small network that names a pose from its keypoints."""
