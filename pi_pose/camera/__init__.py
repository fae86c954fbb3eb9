"""Where frames come from: a camera, a file, or the synthetic athlete."""
