"""Three views of one record: the whole file, what the person concerned may see, and the public.

A view is a dossier again, so every writer works on it.
"""

from exporters.redaction.levels import LEVELS, RedactionError, redact
from exporters.redaction.results import results_of

__all__ = ["LEVELS", "RedactionError", "redact", "results_of"]
