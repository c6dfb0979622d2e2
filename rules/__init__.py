"""Rule books: the condition language, the book format, and inference by forward chaining."""

from rules.errors import BookError, Mistake
from rules.inference import Engine, Inference
from rules.loader import DEFAULT_BOOK, CompiledBook, book_ids, load_book

__all__ = [
    "DEFAULT_BOOK",
    "BookError",
    "CompiledBook",
    "Engine",
    "Inference",
    "Mistake",
    "book_ids",
    "load_book",
]
