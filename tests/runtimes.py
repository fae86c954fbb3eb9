"""The TFLite runtimes that a model must run on."""

import sys

RUNTIMES = ("litert", "tflite-runtime") if sys.version_info < (3, 12) else ("litert",)
"""tflite-runtime was never built for a newer Python."""
