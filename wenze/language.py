"""Which language to speak: ``--lang``, else WENZE_LANG, else the locale, else Chinese."""

import os
import sys
from collections.abc import Mapping, Sequence

#: Not taken from ``facts``: importing that costs more than all of ``wenze --help``.
LANGUAGES = ("zh", "en")


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """ "zh" or "en". Looks at the raw arguments, since help texts need it before parsing."""
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
        if argument == "--lang" and position + 1 < len(arguments):
            return _known(arguments[position + 1])
    wished = environment.get("WENZE_LANG")
    if wished:
        return _known(wished)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "en" if environment[name].startswith("en") else "zh"
    return "zh"


def _known(name: str) -> str:
    return name if name in LANGUAGES else "zh"


LANG = chosen_language(sys.argv[1:], os.environ)


def say(zh: str, en: str) -> str:
    """The text in the chosen language."""
    return en if LANG == "en" else zh
