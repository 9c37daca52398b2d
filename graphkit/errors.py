"""Every error that graphkit raises on purpose; one base class catches them all."""

from __future__ import annotations

from pathlib import PurePath


class GraphkitError(Exception):
    """Base of all errors that are raised on purpose; the message says what was found and what was expected.

    Examples
    --------
    >>> import graphkit
    >>> try:
    ...     graphkit.load("nowhere")
    ... except graphkit.GraphkitError as error:
    ...     print(type(error).__name__)
    GraphFileError
    """


class SourceError(GraphkitError):
    """A file of the input that cannot be used as it is.

    Parameters
    ----------
    path : path of the file
    problem : str
        What was found and what was expected, with the offending value in ``repr``.
    field : str, optional
        The field of the front matter, such as ``related[2].title``.
    line : int, optional
        Counted from 1.
    """

    def __init__(
        self, path: PurePath | str, problem: str, *, field: str | None = None, line: int | None = None
    ) -> None:
        super().__init__(path, problem, field, line)
        self.path = path
        self.problem = problem
        self.field = field
        self.line = line

    def __reduce__(self) -> tuple[object, ...]:
        return _source_error, (self.path, self.problem, self.field, self.line)

    def __str__(self) -> str:
        where = str(self.path) if self.line is None else f"{self.path}:{self.line}"
        return ": ".join(part for part in (where, self.field, self.problem) if part)


def _source_error(path: PurePath | str, problem: str, field: str | None, line: int | None) -> SourceError:
    return SourceError(path, problem, field=field, line=line)


class ArticleError(GraphkitError):
    """A field of an `Article` that is not what it has to be; says which, what was expected and what was found."""


class CorpusError(GraphkitError):
    """Articles that do not make up a corpus: none at all, or two under one id."""


class OptionError(GraphkitError):
    """An option that is unknown or out of its range; says where it was set.

    Parameters
    ----------
    problem : str
    option : str, optional
        Its name, where one option is the problem.
    """

    def __init__(self, problem: str, option: str | None = None) -> None:
        super().__init__(problem)
        self.option = option


class GraphFileError(GraphkitError):
    """A ``graph.json`` that is missing or was not written by graphkit."""


class UnknownItemError(GraphkitError):
    """Words, an address or an id that no item of the graph goes by."""


class VectorsError(GraphkitError):
    """Sentence vectors that cannot be read, or that do not fit the articles."""


class GoldError(GraphkitError):
    """Known stories that cannot be read, or that are not those of the articles at hand."""


class OutputError(GraphkitError):
    """A file that cannot be written."""


class BlockError(GraphkitError):
    """A block of articles that a worker could not compute; names the step, the block and its file."""
