"""Mutated posts and earlier outputs against the whole command, for as many minutes as are given: ``make fuzz``.

Every round changes, cuts or repeats pieces of posts and of ``graph.json``, and runs build, clusters, explain, audit and
export on them in this process. A finding is a traceback, an exit code that is none of graphkit's, a message that
calls it a bug, or an escape on the terminal; its files are kept. The seed is printed, so that a run can be repeated.
"""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from graphkit.cli import app

SEEDS = Path(__file__).parents[2] / "seeds"
PIECES = (
    b"\x00",
    b"\x1b[31m",
    b"\xff",
    b"---\n",
    b"+++\n",
    b"{",
    b"[" * 50,
    b": ",
    b"&a *a",
    b"0001-01-01T00:00:00+14:00",
)
MORE = (b"1e999", b"-1", b"null", b'""', b"\xe2\x80\xae", b"\r\n", b" " * 500, b"</script>", b"=1+1;", b"9" * 400)
COMMANDS = (
    ("clusters", "out"),
    ("clusters", "out", "--csv"),
    ("explain", "boston", "police", "-g", "out"),
    ("export", "html", "-g", "out"),
    ("export", "graphml", "-g", "out"),
    ("audit", "out"),
    ("build", "posts", "-o", "out"),
)


def main(minutes: float, seed: int) -> int:
    """Fuzz; the number of findings."""
    print(f"seed {seed}, {minutes:g} minutes")
    chance, end, rounds, findings = random.Random(seed), time.monotonic() + 60 * minutes, 0, 0
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        shutil.copytree(SEEDS, "seeds")
        run(("build", "seeds", "-o", "first", "-q"))
        while time.monotonic() < end:
            rounds += 1
            for folder in ("posts", "out"):
                shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree("seeds", "posts")
            shutil.copytree("first", "out")
            for path in chance.sample(sorted(Path("posts").iterdir()), 2):
                path.write_bytes(mutated(path.read_bytes(), chance))
            graph = Path("out", "graph.json")
            graph.write_bytes(mutated(graph.read_bytes(), chance))
            for command in COMMANDS:
                if problem := run(command):
                    findings += 1
                    kept = tempfile.mkdtemp(prefix="graphkit-finding-")
                    shutil.copytree("posts", Path(kept, "posts"))
                    shutil.copytree("out", Path(kept, "out"))
                    print(f"round {rounds}: graphkit {' '.join(command)}: {problem}\n  files: {kept}")
    print(f"{rounds} rounds, {findings} findings")
    return findings


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four changes."""
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(data) + 1), chance.randint(0, 40)
        piece = chance.choice((*PIECES, *MORE, data[at : at + length] * 2, b""))
        data = data[:at] + piece + data[at + length :]
    return data


def run(command: tuple[str, ...]) -> str | None:
    """Run a command; what is wrong about it, if anything."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    err = io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            app(list(command), prog_name="graphkit")
    except SystemExit as ended:
        code = ended.code
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    said = err.getvalue()
    if code not in (0, 1, None):
        return f"exit code {code}: {said[-300:]}"
    if "bug in graphkit" in said or "Traceback" in said:
        return said[-300:]
    return "an escape on the terminal" if "\x1b" in said else None


if __name__ == "__main__":
    sys.exit(bool(main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0, int((sys.argv[2:] or ["1"])[0]))))
