"""Words for people, in Chinese with English beside it."""

from typing import Any, NamedTuple

LANGUAGES = ("zh", "en")


class Text(NamedTuple):
    """One message in both languages; the braces are filled by ``format``."""

    zh: str
    en: str

    def get(self, lang: str = "zh", **values: Any) -> str:
        """The message in ``lang`` ("zh" or "en"), with its braces filled.

        A value that is itself a ``Text`` is taken in the same language.
        """
        template = self.en if lang == "en" else self.zh
        if not values:
            return template
        filled = {k: v.get(lang) if isinstance(v, Text) else v for k, v in values.items()}
        return template.format(**filled)
