"""Mutated files of all kinds against the whole command, for as many minutes as are given: ``make fuzz``.

Every round changes, cuts or repeats pieces of posts and records, known stories, a config file and an earlier output,
or puts odd values into its JSON, and runs all commands on them in this process. A finding is a traceback, an exit code
that is none of graphkit's, a message that calls it a bug, an escape on the terminal, or a file of the user that is
gone; its files are kept. The seed is printed, so that a run can be repeated.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import shutil
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path
from typing import Any

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
    ("export", "articles.csv", "-g", "out"),
    ("audit", "out"),
    ("evaluate", "posts", "--gold", "gold"),
    ("build", "posts", "-o", "out"),
)
VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    1e308,
    10**30,
    "",
    "x",
    "\x1b[31m",
    "\ud800",
    "2021-03-01",
    [],
    [None],
    {},
    {"a": []},
)
JOURNAL = '{"names":["graph.json","report.md","mine.md"],"kept":["graph.json"],"gone":["mine.md"],"is_undone":%s}'


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
            mutate_beside(chance)
            mine = Path("out", "mine.md")
            mine.write_text("mine")
            for command in COMMANDS:
                if problem := run(command) or (None if mine.is_file() else "mine.md is gone"):
                    findings += 1
                    kept = tempfile.mkdtemp(prefix="graphkit-finding-")
                    shutil.copytree(".", kept, dirs_exist_ok=True)
                    print(f"round {rounds}: graphkit {' '.join(command)}: {problem}\n  files: {kept}")
    print(f"{rounds} rounds, {findings} findings")
    return findings


def mutate_beside(chance: random.Random) -> None:
    """Records beside the posts, known stories, a config file, and what an earlier build has left."""
    names = sorted(path.name for path in Path("seeds").iterdir())
    records = [{"title": f"{name} bans facial recognition", "url": f"https://example.org/{name}"} for name in names]
    gold = json.dumps({name: chance.choice(("one", "two", 3)) for name in names})
    lines = chance.choice((gold, "article,story\n" + "".join(f"{name},one\n" for name in names)))
    texts = {
        "posts/records.json": json.dumps(records),
        "posts/records.csv": "title,url,date\n" + "".join(f"{name},https://example.org/{name},\n" for name in names),
        "gold": lines,
        "graphkit.toml": 'min_similarity = 0.2\ntitle = "Stories"\n',
    }
    for name, text in texts.items():
        # Nothing else is looked at with a broken config file.
        share = 0.1 if name.endswith(".toml") else 0.5
        Path(name).write_bytes(mutated(text.encode(), chance) if chance.random() < share else text.encode())
    graph = Path("out", "graph.json")
    if chance.random() < 0.7:
        content = json.loads(graph.read_bytes())
        for _ in range(chance.randint(1, 3)):
            put_odd_value(content, chance)
        graph.write_text(json.dumps(content), encoding="utf-8")
    else:
        graph.write_bytes(mutated(graph.read_bytes(), chance))
    if chance.random() < 0.2:
        Path("out", ".graphkit", "new").mkdir(parents=True)
        Path("out", ".graphkit", "journal.json").write_bytes(
            mutated((JOURNAL % chance.choice(("true", "false"))).encode(), chance)
        )
    if chance.random() < 0.1:
        manifest = Path("out", ".graphkit.json")
        manifest.write_bytes(mutated(manifest.read_bytes(), chance))


def put_odd_value(content: Any, chance: random.Random) -> None:
    """Replace, remove or repeat one value somewhere in a JSON value."""
    spot = content
    while True:
        key = chance.choice(list(spot) if isinstance(spot, dict) else range(len(spot)))
        if not (isinstance(spot[key], dict | list) and spot[key]) or chance.random() < 0.2:
            break
        spot = spot[key]
    if (what := chance.random()) < 0.2:
        del spot[key]
    elif what < 0.3 and isinstance(spot, list):
        spot.append(spot[key])
    else:
        spot[key] = deepcopy(chance.choice(VALUES))  # a value that is changed later must not come to hold itself


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
    if code not in (0, 1, None) and not (code == 2 and said.startswith("error: graphkit.toml: ")):
        return f"exit code {code}: {said[-300:]}"
    if "bug in graphkit" in said or "Traceback" in said:
        return said[-300:]
    return "an escape on the terminal" if "\x1b" in said else None


if __name__ == "__main__":
    sys.exit(bool(main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0, int((sys.argv[2:] or ["1"])[0]))))
