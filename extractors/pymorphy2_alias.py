"""natasha and yargy import `pymorphy2`, which fails on Python 3.12 and newer: pymorphy3 stands in for it.

Every submodule is aliased, not the top name alone: otherwise `pymorphy2.analyzer` would be loaded a second time, with
classes that are not those of pymorphy3. Import this module before the first import of natasha or yargy.
"""

import importlib
import pkgutil
import sys

import pymorphy3

#: Submodules that are programs, or need what is not installed here.
_NOT_ALIASED = ("pymorphy3.cli", "pymorphy3.__main__")


def install() -> None:
    """Put pymorphy3 and all its submodules into `sys.modules` under the name of pymorphy2."""
    names = [m.name for m in pkgutil.walk_packages(pymorphy3.__path__, "pymorphy3.") if m.name not in _NOT_ALIASED]
    for name in ("pymorphy3", *names):
        sys.modules[name.replace("pymorphy3", "pymorphy2", 1)] = importlib.import_module(name)
