"""The commands in this process, which is quicker than one of their own; always in Chinese."""

from typing import NamedTuple
from unittest.mock import patch

from click.testing import CliRunner

from wenze.main import main


class Done(NamedTuple):
    """What a command printed, and its exit status."""

    stdout: str
    stderr: str
    returncode: int


def wenze(*arguments: str) -> Done:
    """Run a command. What it does not catch itself is raised here."""
    speaking = ("language", "commands.common", "commands.check", "commands.evaluate")
    patches = [patch(f"wenze.{module}.LANG", "zh") for module in speaking]
    for each in patches:
        each.start()
    try:
        done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    finally:
        for each in patches:
            each.stop()
    return Done(done.stdout, done.stderr, done.exit_code)
