"""Which files to look into, each once, in an order that no file system can change."""

from __future__ import annotations

import heapq
import os
import stat
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec

from graphkit.errors import SourceError
from graphkit.files import own_files
from graphkit.model import Tallied
from graphkit.plain_text import clean_text
from graphkit.sources.notes import FileNotes

MARKDOWN_SUFFIXES = frozenset(
    {".md", ".markdown", ".mdx", ".mkd", ".mkdn", ".mdown"}
    # Of Quarto, R, SvelteKit, Astro.
    | {".qmd", ".rmd", ".svx", ".mdoc"}
)
OTHER_MARKUP = {
    ".html": "an HTML page",
    ".htm": "an HTML page",
    ".rst": "reStructuredText",
    ".adoc": "AsciiDoc",
    ".asciidoc": "AsciiDoc",
    ".org": "an Org file",
    ".textile": "Textile",
}
"""Posts where they begin with front matter; else, of pages and manuals."""
POST_SUFFIXES = MARKDOWN_SUFFIXES | OTHER_MARKUP.keys() | {".txt", ".text"}
RECORD_SUFFIXES = frozenset(
    {".xml", ".rss", ".atom", ".rdf", ".wxr", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".tab", ".parquet"}
    # Read by no format: a message names what they are.
    | {".opml", ".bib", ".ris", ".ipynb"}
    # Read with the post of this name.
    | {".meta"}
)
SUFFIXES = POST_SUFFIXES | RECORD_SUFFIXES

PASSED_FOLDERS = frozenset(
    {"node_modules", "bower_components", "vendor", "_site", "public"}
    # Templates and data of site generators.
    | {"_includes", "_layouts", "_sass", "_data", "_plugins", "archetypes", "scaffolds"}
)
# What lies beside the settings of Jekyll, Hugo, Zola, Hexo, Pelican, Nikola and belongs to them.
_SETTINGS = frozenset(
    {"_config.yml", "_config.yaml", "pelicanconf.py", "conf.py", "hugo.toml", "hugo.yaml", "hugo.json", "zola.toml"}
    | {"config.toml", "config.yaml", "config.yml"}
)
_PASSED_IN_SITES = frozenset({"themes", "layouts", "templates"})
AUTHORS_FILES = ("authors.yml", "authors.yaml")

_FileKey = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A file to look into.

    Parameters
    ----------
    name : str
        Relative to its input, with ``/``; fit for any output.
    path : Path
    size : int
        In bytes.
    problem : str
        Why it cannot be read, if that is known already; else empty.
    is_given : bool
        Whether it is an input by itself, rather than found in a folder.
    """

    name: str
    path: Path
    size: int = 0
    problem: str = ""
    is_given: bool = False


class Found(NamedTuple):
    """What `find_files` finds.

    Parameters
    ----------
    files : tuple of SourceFile
        Sorted by name.
    notes : FileNotes
        The counts of what was passed over.
    authors : tuple of (str, Path)
        Files that say who the authors of a folder and those below it are: the folder, with ``/``, and the file.
    """

    files: tuple[SourceFile, ...]
    notes: FileNotes
    authors: tuple[tuple[str, Path], ...]


def find_files(
    inputs: Iterable[str | os.PathLike[str]], exclude: Sequence[str] = (), *, with_public: bool = False
) -> Found:
    """Find the files of all inputs that may hold articles.

    Folders are searched through and through, but for names that begin with ``.``, folders of packages and generated
    pages (`PASSED_FOLDERS`), what ``.gitignore`` names, `exclude`, and what graphkit wrote there itself. A file that
    is given by name is taken whatever it is called. Links are followed within the inputs only.

    Parameters
    ----------
    inputs : iterable of paths
    exclude : sequence of str
        Patterns as in ``.gitignore``, relative to each input.
    with_public : bool
        Whether to search folders called ``public`` too: some generators take posts from there.

    Raises
    ------
    SourceError
        If an input is neither a file nor a folder.
    """
    # Sorted, so that a folder comes before the folders in it, in whatever order they are given.
    paths = sorted((os.path.abspath(one), os.fspath(one)) for one in inputs)  # noqa: PTH100 -- resolve() follows links
    search = _Search(GitIgnoreSpec.from_lines(exclude), PASSED_FOLDERS - ({"public"} if with_public else set()))
    for path, written in paths:
        search.add(Path(path), written)
    search.follow_links()
    return Found(tuple(sorted(search.files)), search.notes, tuple(sorted(search.authors)))


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to walk.

    `ignored` are the ``.gitignore`` files above it, each with the prefix of its folder; `is_site` if the settings of a
    generator lie in it.
    """

    prefix: str
    path: Path
    ignored: tuple[tuple[str, GitIgnoreSpec], ...] = ()
    is_site: bool = False


@dataclass(slots=True)
class _Search:
    exclude: GitIgnoreSpec
    passed: frozenset[str]
    authors: list[tuple[str, Path]] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
    notes: FileNotes = field(default_factory=lambda: FileNotes(""))
    _seen: set[_FileKey] = field(default_factory=set)
    _links: list[tuple[str, Path]] = field(default_factory=list)

    def add(self, path: Path, written: str) -> None:
        status = _status(path)
        if status is None or not written:
            raise SourceError(written or "''", "no such file or folder")
        self.roots.append(os.path.realpath(path))
        if stat.S_ISDIR(status.st_mode):
            self._walk(_Folder("", path))
        elif stat.S_ISREG(status.st_mode):
            self._take(path, path.name, status, is_given=True)
        else:
            raise SourceError(written, "expected a file or a folder, found neither")

    def follow_links(self) -> None:
        """Take what only links lead to: last, so that a file goes by its own name."""
        while self._links:
            name, path = heapq.heappop(self._links)
            status = _status(path)
            if status is None:
                if _has_suffix(path.name):
                    self.files.append(SourceFile(_readable(name), path, problem="a link that leads to no file"))
            elif not self._is_within(path):
                self.notes.counted(Tallied.PASSED_OVER, "link that leads out of the input", _readable(name))
            elif stat.S_ISDIR(status.st_mode):
                self._walk(_Folder(f"{name}/", path))
            elif _has_suffix(path.name) and stat.S_ISREG(status.st_mode):
                self._take(path, name, status)

    def _is_within(self, path: Path) -> bool:
        real = os.path.realpath(path)
        return any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in self.roots)

    def _walk(self, folder: _Folder) -> None:
        """Take the files in and below a folder, and remember the links."""
        folders = [folder]
        while folders:
            folder = folders.pop()
            try:
                key = _file_key(folder.path.stat())
                if key in self._seen:
                    continue
                self._seen.add(key)
                with os.scandir(folder.path) as entries:
                    found = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                problem = f"this folder cannot be read: {error.strerror}"
                name = _readable(folder.prefix.rstrip("/") or folder.path.name)
                self.files.append(SourceFile(name, folder.path, problem=problem))
                continue
            names = {entry.name for entry in found}
            ignored = folder.ignored
            if ".gitignore" in names and (spec := _read_gitignore(folder.path / ".gitignore")) is not None:
                ignored = (*ignored, (folder.prefix, spec))
            folder = _Folder(folder.prefix, folder.path, ignored, not _SETTINGS.isdisjoint(names))
            own = own_files(folder.path)
            for entry in found:
                if entry.name in own:
                    self._pass("file that graphkit wrote", folder.prefix + entry.name)
                elif _is_woven(entry.name, names):
                    self._pass("R Markdown or Quarto whose Markdown lies beside it", folder.prefix + entry.name)
                elif not entry.name.startswith("."):
                    folders += self._look_at(entry, folder)

    def _look_at(self, entry: os.DirEntry[str], folder: _Folder) -> list[_Folder]:
        """Take one entry of a folder; the folders to walk next."""
        name, path = folder.prefix + entry.name, Path(entry.path)
        is_folder = entry.is_dir(follow_symlinks=False)
        as_listed = f"{name}/" if is_folder else name
        if self.exclude.match_file(as_listed):
            self._pass("excluded by --exclude", name)
        elif entry.is_symlink():
            heapq.heappush(self._links, (name, path))
        elif any(spec.match_file(as_listed.removeprefix(prefix)) for prefix, spec in folder.ignored):
            self._pass("named in .gitignore", name)
        elif is_folder and self._is_passed(entry, folder):
            self.authors += [(folder.prefix, path / name) for name in AUTHORS_FILES if (path / name).is_file()]
            self._pass(f"folder {entry.name}{', with Markdown in it' if _has_markdown(path) else ''}", name)
        elif is_folder:
            return [_Folder(f"{name}/", path, folder.ignored)]
        elif entry.name.lower() in AUTHORS_FILES and entry.is_file():
            self.authors.append((folder.prefix, path))
        elif not _has_suffix(entry.name):
            self._pass("file of another kind (by its suffix)", name)
        elif entry.is_file():
            self._take(path, name, entry.stat())
        return []

    def _is_passed(self, entry: os.DirEntry[str], folder: _Folder) -> bool:
        name = entry.name.lower()
        return name in self.passed or (folder.is_site and name in _PASSED_IN_SITES)

    def _pass(self, what: str, name: str) -> None:
        self.notes.counted(Tallied.PASSED_OVER, what, _readable(name))

    def _take(self, path: Path, name: str, status: os.stat_result, *, is_given: bool = False) -> None:
        key = _file_key(status)
        if key not in self._seen:
            self._seen.add(key)
            self.files.append(SourceFile(_readable(name), path, status.st_size, is_given=is_given))


def _is_woven(name: str, beside: set[str]) -> bool:
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 -- twenty times faster than Path
    return suffix.lower() in (".rmd", ".qmd") and f"{stem}.md" in beside


def _has_markdown(folder: Path) -> bool:
    """Whether a folder of generated pages may be one of posts: what generators write is HTML."""
    if folder.name.lower() != "public":
        return False
    files = (name for _, _, names in os.walk(folder) for name in names)
    return any(os.path.splitext(name)[1].lower() in MARKDOWN_SUFFIXES for name in files)  # noqa: PTH122 -- see below


def _read_gitignore(path: Path) -> GitIgnoreSpec | None:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return GitIgnoreSpec.from_lines(file.read(1_000_000).splitlines())
    except (OSError, ValueError):
        return None


def _has_suffix(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122 -- twenty times faster than Path


def _status(path: Path) -> os.stat_result | None:
    """What is at the end of a path; None if that cannot be known."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def _file_key(status: os.stat_result) -> _FileKey:
    return status.st_dev, status.st_ino


def _readable(name: str) -> str:
    """The name as text: file systems differ in normal forms and allow bytes that are no text at all."""
    if name.isascii() and name.isprintable():
        return name
    as_text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    # Blanks of all kinds stay, so that the name is the file's.
    return clean_text(unicodedata.normalize("NFC", as_text)).replace("\n", " ").replace("\t", " ")
