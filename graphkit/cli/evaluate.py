"""``graphkit evaluate``: how well links and stories match what is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphkit.cli.inputs import DEFAULT_INPUT
from graphkit.cli.options import takes_options
from graphkit.cli.terminal import command, err, is_quiet, print_lines, progress, watch, write_out
from graphkit.errors import CorpusError, OutputError
from graphkit.model import Outcome
from graphkit.options import Options
from graphkit.plain_text import count

if TYPE_CHECKING:
    from graphkit.evaluation import Evaluation
    from graphkit.model import Article, Progress


@command
@takes_options
def evaluate(
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[INPUT]...", help="Posts, or folders of posts. [default: seeds]", show_default=False),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Known stories: CSV with the columns article and story, or a JSON mapping."),
    ] = None,
    tune: Annotated[
        bool,
        typer.Option("--tune", help="Try other values of resolution and decay_days, and say whether they are better."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as one JSON object.")] = False,
    write_config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Tune, and write what is suggested to this file, such as graphkit.toml; never over one that is there.",
        ),
    ] = None,
    *,
    options: Options,
) -> None:
    """Hold the inferred links against the declared ones, which the texts know nothing of, or against known stories.

    \b
    graphkit evaluate archive
    graphkit evaluate archive --gold stories.csv
    graphkit evaluate archive --gold stories.csv --tune
    """
    if write_config is not None and write_config.exists():
        raise OutputError(f"{write_config}: is there already and is left as it is; name another file, or move it away")
    from graphkit.evaluation import evaluate as hold_against_what_is_known
    from graphkit.evaluation import read_gold

    known = None if gold is None else read_gold(gold)
    with progress() as show:
        articles = _read(inputs or [DEFAULT_INPUT], show)
        tune = tune or write_config is not None
        evaluation = hold_against_what_is_known(articles, options, known, tune=tune, on_progress=show)
    if as_json:
        write_out(json.dumps(_record(evaluation), ensure_ascii=False, indent=2) + "\n")
    elif not is_quiet():
        print_lines(str(evaluation).splitlines())
    if write_config is not None:
        _write_config(evaluation, write_config)


def render_config(options: Options, reason: str) -> str:
    """Write as TOML every option that is not at its default, below the reason for them as a comment.

    All of them, since a ``graphkit.toml`` is read instead of a table in ``pyproject.toml``.
    """
    lines = [f"# {reason}", *(f"{name} = {_toml(value)}" for name, value in options if not _is_default(name, value))]
    return "\n".join(lines) + "\n"


def _is_default(name: str, value: object) -> bool:
    return bool(value == Options.model_fields[name].default)


def _toml(value: object) -> str:
    """Numbers and texts are spelled as in JSON, but for characters that TOML wants escaped and JSON does not."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _read(inputs: Sequence[Path], on_progress: Progress) -> tuple[Article, ...]:
    from graphkit.sources import read_corpus

    corpus = read_corpus(inputs, on_progress=on_progress)
    if (skipped := corpus.count(Outcome.SKIPPED)) and not is_quiet():
        err.print(f"{count(skipped, 'file')} skipped: graphkit build says why", style="yellow")
    if not any(article.source_files for article in corpus.articles):
        raise CorpusError(f"{', '.join(map(str, inputs))}: no usable post among {count(corpus.files, 'file')}")
    return corpus.articles


def _record(evaluation: Evaluation) -> dict[str, Any]:
    return asdict(evaluation) | {"options": evaluation.options.model_dump()}


def _write_config(evaluation: Evaluation, path: Path) -> None:
    from graphkit.files import write_file

    advice = evaluation.advice
    if advice is None or advice.suggestion is None:
        if not is_quiet():
            err.print(f"{path} was not written: there is nothing to suggest", style="yellow", markup=False)
        return
    reason = (
        f"Suggested by graphkit evaluate for {count(evaluation.articles, 'article')}: "
        f"{advice.gain:+.3f} on held-out stories, standard error {advice.standard_error:.3f}"
    )
    watch(path)
    write_file(path, [render_config(evaluation.suggested_options, reason)])
    if not is_quiet():
        err.print(f"wrote {path}: a build in its folder uses it, if it is named graphkit.toml", markup=False)
