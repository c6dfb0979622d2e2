"""Pick a target and hand the rest of the command line to the fuzzer."""

import sys
from importlib import import_module
from typing import Any

#: No dependency of the project: pip install atheris
atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["importers"]):
    from benchmarks.fuzz.targets import TARGETS


def main() -> None:
    """Run until the time is up or something is raised that should not be."""
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
