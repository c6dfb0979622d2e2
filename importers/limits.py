"""How much memory a process that opens files may take, shared among its doubles."""

import contextlib
from collections.abc import Iterator
from typing import Any

resource: Any
try:
    import resource
except ImportError:
    resource = None


@contextlib.contextmanager
def shared_memory(shares: int) -> Iterator[None]:
    """Inside, this process and each of its doubles may take one share of what it may take."""
    if resource is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY:
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (soft // shares, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
