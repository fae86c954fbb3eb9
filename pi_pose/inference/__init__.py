"""From a frame to the pose of the person in it."""
