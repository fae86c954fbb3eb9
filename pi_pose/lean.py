"""Imports a library without those of its parts that the mirror never needs, or not yet."""

import sys
from importlib import import_module
from types import ModuleType
from typing import cast


def import_without(library: str, *parts: str) -> ModuleType:
    """Import a library that can do without some modules, its own or another's; they may be imported later."""
    modules = cast("dict[str, object]", sys.modules)
    unwanted = set(parts) - modules.keys()
    modules.update(dict.fromkeys(unwanted))  # None is what cannot be imported
    try:
        return import_module(library)
    finally:
        for name in unwanted:
            del modules[name]
