"""What `evaluate` returns, and how it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphkit.evaluation.measures import Agreement
from graphkit.evaluation.ranking import Ranking
from graphkit.evaluation.trials import Advice, Trial
from graphkit.options import Options
from graphkit.plain_text import count

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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Evaluation:
    """How well links and stories match what is known; printed, it reads as on the command line.

    Parameters
    ----------
    articles : int
        All articles of the corpus, those that are only listed included.
    declared : int
        Pairs of which one lists the other.
    inferred_too : float or None
        Share of the declared pairs that the texts alone link as well; None without any.
    rankings : tuple of Ranking
        How well likeness finds declared partners, by decay, without decay last; empty without declared links.
    groups : Agreement or None
        The stories that the texts alone make, against the groups that declared links join; None without any.
    gold : Agreement or None
        The stories of a build, against the gold stories; None without these.
    gold_by_texts : Agreement or None
        The stories that the texts alone make, against the gold stories.
    advice : Advice or None
        What other settings would do on the gold stories, else on the groups; None if none were tried.
    options : Options
        Those in force.
    """

    articles: int
    declared: int
    inferred_too: float | None
    rankings: tuple[Ranking, ...]
    groups: Agreement | None
    gold: Agreement | None
    gold_by_texts: Agreement | None
    advice: Advice | None
    options: Options

    @property
    def suggested_options(self) -> Options:
        """The options in force, with what is suggested instead."""
        better = self.advice and self.advice.suggestion
        return self.options.model_copy(update=better.options) if better else self.options

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    __repr__ = __str__


def _lines(evaluation: Evaluation) -> Iterator[str]:
    too = evaluation.inferred_too
    linked = "" if too is None else f", of which the texts alone link {too:.0%} as well"
    yield f"{count(evaluation.articles, 'article')}, {count(evaluation.declared, 'declared link')}{linked}"
    if evaluation.rankings:
        yield "\nWhere the texts rank declared partners, by how fast likeness fades"
        yield from _aligned(_ranking_rows(evaluation))
        yield "* in force"
    yield "\nStories against those that are known"
    yield from _aligned(_agreement_rows(evaluation))
    if evaluation.advice:
        yield from _advice_lines(evaluation.advice, evaluation.options)


def _advice_lines(advice: Advice, options: Options) -> Iterator[str]:
    yield ""
    if advice.gain is not None:
        yield "Settings that make these stories best, of those tried"
        yield from _aligned(_trial_rows(advice.trials, options))
        yield "* in force"
        gain = f"{advice.gain:+.3f}, standard error {advice.standard_error:.3f}"
        yield f"\nGain on held-out stories: {gain}"
    if advice.suggestion is None:
        yield advice.verdict
    else:
        yield f"{advice.verdict}; the lines for graphkit.toml:"
        yield from (f"{name} = {value!r}" for name, value in advice.suggestion.options.items())


def _ranking_rows(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    yield "decay_days", "AUC", "AUC, same days", "MRR", "recall at 5", "recall at 10"
    for ranking in evaluation.rankings:
        is_in_force = ranking.decay_days == evaluation.options.decay_days
        yield (
            "none" if ranking.decay_days is None else f"{ranking.decay_days:g}{' *' if is_in_force else ''}",
            *map(_figure, (ranking.auc, ranking.auc_near)),
            *map(_figure, (ranking.mean_reciprocal_rank, ranking.recall_at_5, ranking.recall_at_10)),
        )


def _agreement_rows(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    agreements = {
        "texts, declared groups": evaluation.groups,
        "texts, gold": evaluation.gold_by_texts,
        "as built, gold": evaluation.gold,
    }
    known = {name: agreement for name, agreement in agreements.items() if agreement is not None}
    yield "", *known
    for name, title in _MEASURES.items():
        values = [getattr(agreement, name) for agreement in known.values()]
        yield title, *(f"{value:,}" if isinstance(value, int) else _figure(value) for value in values)


def _trial_rows(trials: Sequence[Trial], options: Options) -> Iterator[tuple[str, ...]]:
    yield "decay_days", "resolution", "B³ F1", "pair F1"
    for place, trial in enumerate(sorted(trials, key=lambda trial: -trial.score)):
        is_in_force = (trial.decay_days, trial.resolution) == (options.decay_days, options.resolution)
        if place < _TRIALS_SHOWN or is_in_force:
            decay = f"{trial.decay_days:g}{' *' if is_in_force else ''}"
            yield decay, f"{trial.resolution:g}", _figure(trial.b3_f1), _figure(trial.pair_f1)


def _aligned(rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """Rows in columns of even width, all but the first one flush right."""
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for first, *others in cells:
        columns = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *columns))


def _figure(score: float | None) -> str:
    return "-" if score is None else f"{score:.3f}"
