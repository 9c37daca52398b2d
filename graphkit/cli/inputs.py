"""What the commands that read files have in common: their arguments, and what they say was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.terminal import err
from graphkit.errors import OptionError
from graphkit.model import Outcome, Progress, ReadingNote, Tallied, Tally
from graphkit.plain_text import count

if TYPE_CHECKING:
    from graphkit.survey import Survey

DEFAULT_INPUT = Path("seeds")
_NAMED = 5
"""Kinds of problems told on the terminal; the report names all."""
_ONE_BY_ONE = 2
"""Up to which number the files of one kind are named; of more, the first."""

_PANEL = "What is read"
InputArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[INPUT]...",
        help="Files, or folders of posts, feeds, JSON, CSV, Parquet, WXR; - is JSON Lines on standard input. "
        "[default: seeds]",
        show_default=False,
    ),
]
OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for all that is written.")]
ProviderOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Provider of articles that name none and have no address.",
        rich_help_panel=_PANEL,
    ),
]
PlainOption = Annotated[
    bool,
    typer.Option("--plain", help="Read Markdown and text without front matter, too.", rich_help_panel=_PANEL),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="KEY=THEIRS",
        help="What a key is called in the files, such as title=Headline. Several times for several keys.",
        rich_help_panel=_PANEL,
    ),
]
VectorsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Sentence vectors of the articles, to go with --vectors-weight: .npy in the order of articles.csv, or "
        "Parquet with the columns id and vector.",
        rich_help_panel=_PANEL,
    ),
]
ExcludeOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GLOB",
        help="Files and folders to pass over, as patterns of .gitignore. Several times for several patterns.",
        rich_help_panel=_PANEL,
    ),
]


def read_inputs(
    inputs: Sequence[Path] | None,
    on_progress: Progress,
    *,
    provider: str | None = None,
    plain: bool = False,
    names: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
) -> Survey:
    """Read what the user names, and count what was found."""
    from graphkit.sources import read_corpus
    from graphkit.survey import survey

    corpus = read_corpus(
        inputs or [DEFAULT_INPUT],
        provider=provider,
        plain=plain,
        names=list(map(_to_pair, names or ())),
        exclude=exclude or (),
        on_progress=on_progress,
    )
    return survey(corpus)


def _to_pair(text: str) -> tuple[str, str]:
    from graphkit.sources.keys import ALL, KNOWN_IN_RECORDS, fold_key

    ours, equals, theirs = text.partition("=")
    if not equals or not ours.strip() or not theirs.strip():
        raise OptionError(f"--map: expected a key of graphkit, = and its name in the files, got {text!r}")
    if fold_key(ours) not in KNOWN_IN_RECORDS:
        nearest = get_close_matches(ours, ALL, 1)
        hint = f"; did you mean {nearest[0]}?" if nearest else ""
        raise OptionError(f"--map: graphkit reads no key {ours!r}{hint}")
    return ours.strip(), theirs.strip()


def tell_found(found: Survey, rest: str = "") -> None:
    """Say on stderr what was skipped, repaired, joined, guessed and not read: each in a line or a few.

    Parameters
    ----------
    found : Survey
    rest : str
        Where the rest is told, if it is.
    """
    is_cut = False
    for outcome in (Outcome.SKIPPED, Outcome.REPAIRED):
        notes = [note for note in found.corpus.notes if note.outcome is outcome]
        is_cut |= _say_alike(outcome, notes)
    if found.corpus.joined:
        first = ", ".join(found.corpus.joined[0])
        _say(f"joined: {count(len(found.corpus.joined), 'article')} told by several files, such as {first}")
    for group in (Tallied.GUESSED, Tallied.UNREAD_DATE, Tallied.PASSED_OVER):
        tallies = found.corpus.tallied(group)
        if tallies:
            told = "; ".join(map(_tallied, tallies[:3]))
            more = f"; {count(len(tallies) - 3, 'more kind')}" if len(tallies) > 3 else ""
            _say(f"{group}: {told}{more}")
            is_cut |= len(tallies) > 3
    if found.apart:
        _say(f"odd dates: {count(len(found.apart), 'article')} apart from all others, such as {_apart(found)}")
    if rest and is_cut:
        _say(rest)


def nothing_usable(found: Survey) -> str:
    """Why there is nothing to build, by reason, and what to do."""
    reasons = [f"{number:,} × {reason}" for reason, number in found.reasons]
    reasons += [f"{one.count:,} × {one.what}" for one in found.corpus.tallied(Tallied.PASSED_OVER)]
    reasons = reasons or [f"{one.count:,} × {one.what} without any entry" for one in found.corpus.tallied(Tallied.READ)]
    told = f" ({'; '.join(reasons)})" if reasons else ""
    hint = "a post begins with front matter, such as a line ---, a line title: ..., and a line ---"
    if any(reason.startswith("no front matter") for reason, _ in found.reasons):
        hint += "; --plain reads Markdown without it"
    if any(one.what.startswith("folder ") for one in found.corpus.tallied(Tallied.PASSED_OVER)):
        hint += "; a folder that was passed over is read if it is given by name"
    return f"no article among {count(found.corpus.files, 'file')}{told}: {hint}"


def _tallied(one: Tally) -> str:
    # Of a date, its form says little: ``9/9/9999``.
    if one.group is Tallied.UNREAD_DATE:
        return f"{one.count:,}, such as {one.example}"
    return f"{one.count:,} × {one.what}"


def _say_alike(outcome: Outcome, notes: Sequence[ReadingNote]) -> bool:
    """Say each note where there are few of its kind, else how many there are and the first; whether any is not said."""
    kinds: defaultdict[str, list[ReadingNote]] = defaultdict(list)
    for note in notes:
        kinds[note.problem.partition(":")[0].partition(",")[0]].append(note)
    ordered = sorted(kinds.values(), key=lambda alike: -len(alike))
    for alike in ordered[:_NAMED]:
        if len(alike) <= _ONE_BY_ONE:
            for note in alike:
                _say(f"{outcome}: {note}")
        else:
            _say(f"{outcome}: {len({note.source_file for note in alike}):,} files, such as {alike[0]}")
    if rest := sum(map(len, ordered[_NAMED:])):
        _say(f"{outcome}: {rest:,} more")
    return len(kinds) > _NAMED or any(len(alike) > _ONE_BY_ONE for alike in ordered)


def _apart(found: Survey) -> str:
    article = found.apart[0]
    day = article.published.date().isoformat() if article.published else ""
    return f"{next(iter(article.source_files), article.title)} ({day})"


def _say(text: str) -> None:
    err.print(text, style="yellow", markup=False)
