"""The starter model: a small keypoint network of this project's own, and everything that makes it."""
