"""``python -m graphkit`` and the command ``graphkit``."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

_SIGNALS = ("SIGTERM", "SIGHUP")


def main() -> None:
    """Run the command line; a signal to end is an interruption like Ctrl-C, so that nothing is left half done."""
    try:
        for name in _SIGNALS:
            # Not every system has both. A signal that is ignored stays so: with nohup the command must go on.
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _interrupt)
        from graphkit.cli import app  # within: Ctrl-C while it loads ends without a traceback

        app(prog_name="graphkit")
    except KeyboardInterrupt as error:
        os.write(2, b"interrupted: nothing was changed\n")
        sys.exit(128 + (error.args[0] if error.args else signal.SIGINT))


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt(number)


if __name__ == "__main__":
    main()
