"""``graphkit evaluate``: how well links and stories match what is known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from graphkit.cli.options import takes_options
from graphkit.cli.terminal import command, err, is_quiet, out, progress, watch, write_out
from graphkit.errors import CorpusError, OutputError
from graphkit.model import Outcome
from graphkit.options import Options

if TYPE_CHECKING:
    from graphkit.evaluation import Evaluation
    from graphkit.model import Article, Progress

_DEFAULT_INPUT = Path("seeds")
_TRIALS_SHOWN = 5
# Of an `Agreement`, what the user reads.
_MEASURES = {
    "articles": "articles",
    "stories": "known stories",
    "b3_precision": "B³ precision",
    "b3_recall": "B³ recall",
    "b3_f1": "B³ F1",
    "pair_precision": "pair precision",
    "pair_recall": "pair recall",
    "pair_f1": "pair F1",
    "v_measure": "V-measure",
    "adjusted_mutual_information": "adjusted mutual information",
}


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
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as one JSON object.")] = False,
    write_config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a suggested setting to this file, such as graphkit.toml; never over one that is there.",
        ),
    ] = None,
    *,
    options: Options,
) -> None:
    """Hold the inferred links against the declared ones, which the texts know nothing of, and try other settings.

    \b
    graphkit evaluate archive
    graphkit evaluate archive --gold stories.csv
    graphkit evaluate archive --write-config graphkit.toml
    """
    if write_config is not None and write_config.exists():
        raise OutputError(f"{write_config}: is there already and is left as it is; name another file, or move it away")
    from graphkit.evaluation import evaluate as hold_against_what_is_known
    from graphkit.evaluation import read_gold

    known = None if gold is None else read_gold(gold)
    with progress() as show:
        articles = _read(inputs or [_DEFAULT_INPUT], show)
        evaluation = hold_against_what_is_known(articles, options, known, on_progress=show)
    if as_json:
        write_out(json.dumps(_record(evaluation), ensure_ascii=False, indent=2) + "\n")
    elif not is_quiet():
        _tell(evaluation)
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
        err.print(f"{skipped:,} files skipped: graphkit build says why", style="yellow")
    if not any(article.source_files for article in corpus.articles):
        raise CorpusError(f"{', '.join(map(str, inputs))}: no usable post among {corpus.files} files")
    return corpus.articles


def _record(evaluation: Evaluation) -> dict[str, Any]:
    return asdict(evaluation) | {"verdict": str(evaluation.verdict), "options": evaluation.options.model_dump()}


def _tell(evaluation: Evaluation) -> None:
    out.print(f"{evaluation.articles:,} articles, {evaluation.declared:,} declared links", end="")
    if evaluation.inferred_too is not None:
        out.print(f", of which the texts alone link {evaluation.inferred_too:.0%} as well", end="")
    out.print()
    if evaluation.rankings:
        out.print("\nWhere the texts rank declared partners, by how fast likeness fades", style="bold")
        out.print(_ranking_table(evaluation))
        out.print("* in force", style="dim")
    out.print("\nStories against those that are known", style="bold")
    out.print(_agreement_table(evaluation))
    if evaluation.trials:
        out.print("\nSettings that make these stories best, of those tried", style="bold")
        out.print(_trial_table(evaluation))
        out.print("* in force", style="dim")
    out.print()
    out.print(f"{evaluation.verdict}{''.join(_what_to_set(evaluation))}", markup=False)


def _ranking_table(evaluation: Evaluation) -> Table:
    table = _table("decay_days", "AUC", "AUC, same days", "MRR", "recall at 5", "recall at 10")
    for ranking in evaluation.rankings:
        is_in_force = ranking.decay_days == evaluation.options.decay_days
        table.add_row(
            "none" if ranking.decay_days is None else f"{ranking.decay_days:g}{' *' if is_in_force else ''}",
            *map(_figure, (ranking.auc, ranking.auc_near)),
            *map(_figure, (ranking.mean_reciprocal_rank, ranking.recall_at_5, ranking.recall_at_10)),
        )
    return table


def _agreement_table(evaluation: Evaluation) -> Table:
    agreements = {
        "texts alone,\ndeclared groups": evaluation.groups,
        "texts alone,\ngold": evaluation.gold_by_texts,
        "as built,\ngold": evaluation.gold,
    }
    known = {name: agreement for name, agreement in agreements.items() if agreement is not None}
    table = _table("", *known)
    for name, title in _MEASURES.items():
        values = [getattr(agreement, name) for agreement in known.values()]
        table.add_row(title, *(f"{value:,}" if isinstance(value, int) else _figure(value) for value in values))
    return table


def _trial_table(evaluation: Evaluation) -> Table:
    options = evaluation.options
    table = _table("decay_days", "resolution", "B³ F1", "pair F1")
    ranked = sorted(evaluation.trials, key=lambda trial: -trial.score)
    for place, trial in enumerate(ranked):
        is_in_force = (trial.decay_days, trial.resolution) == (options.decay_days, options.resolution)
        if place < _TRIALS_SHOWN or is_in_force:
            decay = f"{trial.decay_days:g}{' *' if is_in_force else ''}"
            table.add_row(decay, f"{trial.resolution:g}", _figure(trial.b3_f1), _figure(trial.pair_f1))
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _figure(score: float | None) -> str:
    return "-" if score is None else f"{score:.3f}"


def _what_to_set(evaluation: Evaluation) -> Iterator[str]:
    if (better := evaluation.suggestion) is not None:
        yield f": --decay-days {better.decay_days:g} --resolution {better.resolution:g}"


def _write_config(evaluation: Evaluation, path: Path) -> None:
    from graphkit.files import write_file

    better = evaluation.suggestion
    if better is None:
        if not is_quiet():
            err.print(f"{path} was not written: there is nothing to suggest", style="yellow", markup=False)
        return
    reason = (
        f"Suggested by graphkit evaluate for {evaluation.articles:,} articles: "
        f"B³ F1 {better.b3_f1:.3f}, pair F1 {better.pair_f1:.3f}"
    )
    watch(path)
    write_file(path, [render_config(evaluation.suggested_options, reason)])
    if not is_quiet():
        err.print(f"wrote {path}: a build in its folder uses it, if it is named graphkit.toml", markup=False)
