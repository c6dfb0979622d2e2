"""Files are opened in a child process, so that a hostile one costs a message and no more.

A small legal workbook can make a reader ask for half a terabyte and take its process down. The
child has limits of memory and time; what it sends back is pickled, and only plain values and the
few classes named here are taken from it.
"""

import contextlib
import gc
import io
import os
import pickle
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from importers.columnwise import Columnwise
from importers.grid import Grid
from importers.limits import resource
from importers.opening import Opened, Wanted, open_file
from importers.refused import Refused
from importers.stacked import stacked

#: Bytes of address space, seconds of computing and seconds by the clock for one file.
MAX_MEMORY = 6 << 30
MAX_SECONDS = 300
MAX_WAIT = 600
#: Set to 0, files are opened in the process itself.
SWITCH = "WENZE_ISOLATE"
#: Where a password may be given; never on the command line, where others can see it.
PASSWORD = "WENZE_PASSWORD"

_START = "import sys; sys.path[:0] = [sys.argv[1]]; from importers.isolated import serve; serve()"
#: What ends a child that has computed for too long.
_TIME_IS_UP = getattr(signal, "SIGXCPU", 0)
_ROOT = str(Path(__file__).resolve().parent.parent)
_KNOWN: dict[tuple[str, str], Any] = {("importers.grid", "Grid"): Grid}
_KNOWN["importers.columnwise", "Columnwise"] = Columnwise
_KNOWN["importers.opening", "Opened"] = Opened
_KNOWN["importers.stacked", "stacked"] = stacked
_PLAIN = {
    "builtins": ("frozenset", "set"),
    "datetime": ("date", "datetime", "time", "timedelta"),
}


class _Unpickler(pickle.Unpickler):
    """Takes cells, grids and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _KNOWN:
            return _KNOWN[module, name]
        if name in _PLAIN.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class Reader:
    """Opens files one after the other, in a child that starts before the first is asked for."""

    def __init__(self) -> None:
        self.child: subprocess.Popen[bytes] | None = None
        self.isolated = os.environ.get(SWITCH) != "0" and not getattr(sys, "frozen", False)

    def __enter__(self) -> Self:
        if self.isolated:
            self.child = _start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def open(self, wanted: Wanted) -> Opened:
        """Refused for what cannot be read, or costs too much memory or time.

        A child that breaks is no harm: so it checks a file while it reads it, and only where
        that takes it down does another one check before it reads, to tell why.
        """
        if not self.isolated:
            return open_file(replace(wanted, careful=True))
        answer = self._asked(replace(wanted, careful=False))
        if isinstance(answer, tuple) and answer[0] == "file-crash":
            answer = self._asked(replace(wanted, careful=True))
        if isinstance(answer, Opened):
            return answer
        raise Refused(*answer)

    def _asked(self, wanted: Wanted) -> Any:
        """What the child answers: a file that was opened, or the code of a problem."""
        request = pickle.dumps(wanted, pickle.HIGHEST_PROTOCOL)
        child = self.child = self.child or _start()
        assert child.stdin is not None
        assert child.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._kill()

        timer = threading.Timer(MAX_WAIT, stop)
        timer.daemon = True
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                _send(child.stdin, request)
            answer = _receive(child.stdout)
            return _Unpickler(io.BytesIO(answer)).load()
        except EOFError:
            return self._death(late.is_set()), {}
        except pickle.UnpicklingError:  # not what our own child would send
            self._kill()
            return self._death(False), {}
        finally:
            timer.cancel()

    def _death(self, late: bool) -> str:
        """Why the child ended without an answer."""
        assert self.child is not None
        code = self.child.wait()
        self._stop()
        slow = late or code == -_TIME_IS_UP
        return "file-slow" if slow else "file-crash"

    def _stop(self) -> None:
        child, self.child = self.child, None
        if child is None:
            return
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        _end(child)
        child.wait()

    def _kill(self) -> None:
        if self.child is not None:
            _end(self.child)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """With its doubles, which are of its group; it leaves nothing behind that matters."""
    if child.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)


def _start() -> "subprocess.Popen[bytes]":
    """``-I``: neither the folder one stands in nor the environment may add code.

    A password reaches the child with the file that needs it, and in no other way.
    """
    environment = {k: v for k, v in os.environ.items() if k != PASSWORD}
    command = [sys.executable, "-I", "-c", _START, _ROOT]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        process_group=None if sys.platform == "win32" else 0,
    )


def serve() -> None:
    """The child: answer each file in turn until the pipe is closed."""
    gc.disable()  # millions of cells, and none of them in a circle
    _limit_memory()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            wanted = pickle.loads(_receive(requests))
        except EOFError:
            return
        _limit_time()
        _send(answers, pickle.dumps(_answer(wanted), pickle.HIGHEST_PROTOCOL))


def _answer(wanted: Wanted) -> Opened | tuple[str, dict[str, object]]:
    try:
        opened = open_file(wanted)
    except Refused as refusal:
        return refusal.code, refusal.values
    except MemoryError:
        return "file-crash", {}
    except Exception as error:  # no odd file may end in a traceback
        return "file-odd", {"error": type(error).__name__}
    return opened


def _limit_memory() -> None:
    if resource is None:  # not everywhere; the clock still runs
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_within(MAX_MEMORY, hard), hard))


def _limit_time() -> None:
    """So many seconds from now on."""
    if resource is None:
        return
    with contextlib.suppress(ValueError, OSError):
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + MAX_SECONDS
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (_within(limit, hard), hard))


def _within(limit: int, hard: int) -> int:
    return limit if hard < 0 else min(limit, hard)


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(8, "little") + message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    """One message. EOFError where the other side is gone."""
    size = int.from_bytes(_exactly(pipe, 8), "little")
    return _exactly(pipe, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
