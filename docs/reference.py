"""The pages of the reference, made from the code, and the project's own pages beside them: a hook of MkDocs.

Whoever adds a command, an option, a key or an attribute changes no page.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from typing import Any

from pydantic import TypeAdapter
from typer.main import get_command

import graphkit
from graphkit import errors, schema
from graphkit.cli import app, load_command
from graphkit.cli.options import PANEL
from graphkit.options import Options
from graphkit.sources import keys

ROOT = Path(__file__).parent.parent
# Pages that lie elsewhere in the checkout, for who reads the code; the site has them at the same paths.
OUTSIDE = (
    "ARCHITECTURE.md",
    "CONVENTIONS.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "benchmarks/README.md",
)
FIGURES = ("benchmarks/figures/scale.svg",)
# What a page would load from elsewhere.
LOADED = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*?\b(?:src|href)=["']?((?:https?:)?//[^"'\s>]+)""")
# A link of Markdown to a file of the checkout.
LINK = re.compile(r"(?<=\]\()(?!\w+:|#)(?P<path>[^)#\s]+)(?P<anchor>#[^)\s]*)?(?=\))")


def pages() -> dict[str, str]:
    """The generated pages: path below ``docs/`` to Markdown."""
    return {
        "reference/commands.md": "\n".join(_commands()),
        "reference/options.md": "\n".join(_options()),
        "reference/keys.md": "\n".join(_keys()),
        "reference/graph.md": "\n".join(_graph()),
        "reference/library.md": "\n".join(_library()),
    }


def on_files(files: Any, config: Any) -> Any:
    """Add what is generated, and the pages from elsewhere in the checkout."""
    from mkdocs.structure.files import File  # the tests have no MkDocs

    made = {**pages(), **{name: (ROOT / name).read_text(encoding="utf-8") for name in (*OUTSIDE, *FIGURES)}}
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Turn links that hold in the checkout into links that hold in the site, where ``docs/`` is the root."""
    here = page.file.src_uri
    source = PurePosixPath(here) if here in OUTSIDE else PurePosixPath("docs") / here

    def moved(link: re.Match[str]) -> str:
        target = normpath(str(source.parent / link["path"])).removeprefix("docs/")
        return relpath(target, PurePosixPath(here).parent) + (link["anchor"] or "")

    return LINK.sub(moved, markdown)


def on_page_content(html: str, **about: Any) -> str:
    """Take away the marks of docstrings by which formulas and references are announced."""
    html = re.sub(r",? ?::(?=</p>)", ":", html)
    html = re.sub(r"(<p>)?\.\. (?=\[\d\])", lambda found: found[1] or "<br>", html)
    return re.sub(r"(\[\d\])_", r"\1", html)


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Refuse a page that would load something from elsewhere."""
    if loaded := LOADED.findall(output):
        raise SystemExit(f"{page.file.src_uri} would load {', '.join(loaded)}")
    return output


def _commands() -> Iterator[str]:
    yield from ("# Commands", "", "Results go to stdout, all else to stderr.", "")
    yield "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted (128 and the number of the signal)."
    yield ""
    group: Any = get_command(app)
    for name, listed in group.commands.items():
        if listed.hidden:
            continue  # a command of former versions
        command = load_command(name)
        yield from (f"## graphkit {name}", "", *_help(command.help or ""))
        rows = [row for parameter in command.params if (row := _parameter(parameter))]
        yield from _table(("", "meaning"), rows)
        if any(getattr(parameter, "rich_help_panel", None) == PANEL for parameter in command.params):
            yield from ("Takes the [options of a build](options.md) as well.", "")


def _help(text: str) -> Iterator[str]:
    """Paragraphs; those that ``\\b`` keeps as they are hold examples, or a list."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        kept = paragraph.removeprefix("\b\n")
        if kept != paragraph:
            yield from ("```sh" if "graphkit " in kept else "```text", *kept.splitlines(), "```", "")
        else:
            yield from (re.sub(r"\[(/?)bold\]", "**", paragraph), "")


def _parameter(parameter: Any) -> tuple[str, str] | None:
    if parameter.name == "help" or parameter.hidden or getattr(parameter, "rich_help_panel", None) == PANEL:
        return None
    if parameter.param_type_name == "argument":
        names = f"`{parameter.metavar or parameter.name.upper()}`"
    else:
        value = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
        names = ", ".join(f"`{name}{value if name.startswith('--') else ''}`" for name in parameter.opts)
    default = parameter.default
    shown = f" Default: `{default}`." if default not in (None, False, ()) and not callable(default) else ""
    return names, (parameter.help or "") + shown


def _options() -> Iterator[str]:
    yield from ("# Options of a build", "")
    yield "Set one on the command line, as an environment variable, or in a file, in this order of precedence:"
    yield from ("", "```sh", "graphkit build --resolution 0.06", "GRAPHKIT_RESOLUTION=0.06 graphkit build", "```", "")
    yield from ('```toml title="graphkit.toml, or [tool.graphkit] of pyproject.toml"', "resolution = 0.06", "```", "")
    yield "`graphkit build --print-config` prints the values in force; an unknown name is an error."
    yield "The library takes them as `graphkit.Options(resolution=0.06)`."
    yield ""
    rows = [
        (f"`{name}`", f"`{field.default}`", _range(name), field.description or "")
        for name, field in Options.model_fields.items()
    ]
    yield from _table(("name", "default", "range", "meaning"), rows)


def _range(name: str) -> str:
    says = Options.model_json_schema()["properties"][name]
    if says["type"] == "string":
        return f"{says['minLength']} to {says['maxLength']} characters"
    low = f"{says['minimum']:g}" if "minimum" in says else f"above {says['exclusiveMinimum']:g}"
    if "maximum" in says:
        return f"{low} to {says['maximum']:,.10g}"
    return f"{low}, below {says['exclusiveMaximum']:g}"


def _keys() -> Iterator[str]:
    yield from ("# Keys", "", "What each key of a post means.")
    yield "Case, hyphens, underscores and blanks do not matter; of several keys in a row the first usable one wins."
    yield "Other names: `--map title=Headline`. Keys that stand nowhere here are dropped and counted in the report."
    yield ""
    said = _said(keys)
    rows = [
        (said.get(name, name.replace("_", " ").capitalize()), ", ".join(f"`{key}`" for key in row))
        for name, value in vars(keys).items()
        if name.isupper()
        and name[0] != "_"
        and name != "ALL"
        and isinstance(row := (value,) if isinstance(value, str) else value, tuple)
    ]
    yield from _table(("meaning", "keys"), rows)


_GRAPH = {
    "Nodes": ("_Node", "Every node has an `id` as well, which comes from an address, a domain or a topic."),
    "Edges between articles": ("_Link", "One edge for each pair."),
    "Edges to providers and topics": ("_Edge", ""),
    "Stories": (
        "_Story",
        "In `graph.json` under `graph.clusters`, largest first; `clusters.csv` has the same columns.",
    ),
    "Coverage of a story": ("_Outlet", "Entries of `coverage`."),
    "Threads": ("_Thread", "Under `graph.threads`: stories about one matter, far apart in time."),
    "Changes": ("_Change", "Under `graph.changes`: what became of the stories of the build before."),
    "Islands": ("_Island", "Under `graph.islands`: where a story lies on the map."),
    "Regions": ("_Region", "Under `graph.regions`: regions of the map by theme, and their topics."),
    "The build": ("_Made", "Under `graph.graphkit`."),
    "Periods": (
        "_Period",
        "Under `graph.graphkit.periods`, of a [large archive](../periods.md): its folders in their order.",
    ),
}


def _graph() -> Iterator[str]:
    yield from ("# Attributes of the graph", "")
    yield "The same in `graph.json` and GraphML, in tables as columns, in `StoryGraph.graph` as networkx attributes."
    yield "What is unknown is left out. In GraphML and tables lists are joined with `; `."
    yield "Times are in UTC, such as `2020-07-11T13:45:00Z`. Attributes that you add are kept."
    yield ""
    said = _said(schema)
    for title, (name, about) in _GRAPH.items():
        yield from (f"## {title}", "", *([about, ""] if about else []))
        rows = [
            (f"`{key}`", _type(key, name), said.get(f"{name}.{key}", ""))
            for key in getattr(schema, name).__annotations__
        ]
        yield from _table(("attribute", "type", "meaning"), rows)


_WORDS = {"array": "list", "boolean": "yes or no", "integer": "whole number", "string": "text", "null": "none"}


def _type(key: str, name: str) -> str:
    return _type_of(TypeAdapter(getattr(schema, name)).json_schema(mode="serialization")["properties"][key])


def _type_of(says: dict[str, Any]) -> str:
    if "$ref" in says:
        return "table"
    if "enum" in says or "const" in says:
        return ", ".join(f"`{value}`" for value in says.get("enum", [says.get("const")]))
    if "anyOf" in says:
        return " or ".join(_type_of(one) for one in says["anyOf"])
    if says.get("format") == "date-time":
        return "time"
    if says["type"] == "number" and says.get("exclusiveMinimum") == 0 and says.get("maximum") == 1:
        return "number in (0, 1]"
    if says["type"] == "array" and (items := says.get("items")):
        return f"list of {_type_of(items)}"
    return _WORDS.get(says["type"], "table" if says["type"] == "object" else says["type"])


def _library() -> Iterator[str]:
    yield from ("# Library", "", "Public names; others may change without notice.", "")
    for name in sorted(set(graphkit.__all__) - {"__version__"}, key=lambda name: (name[0].isupper(), name)):
        home = f"{graphkit._HOME[name]}.{name}"
        yield from (f"::: {home}", "    options:", f"      heading: graphkit.{name}", f"      toc_label: {name}", "")
    yield from ("## graphkit.errors", "", "All are `GraphkitError`s.", "")
    for name, error in vars(errors).items():
        if inspect.isclass(error) and issubclass(error, errors.GraphkitError) and error is not errors.GraphkitError:
            yield from (f"::: graphkit.errors.{name}", "    options:", "      heading_level: 3", "")


def _said(module: Any) -> dict[str, str]:
    """What the string below each assignment of a module, or of a class in it, says about it."""

    def said(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, str]]:
        for statement, below in zip(body, [*body[1:], None], strict=True):
            if isinstance(statement, ast.ClassDef):
                yield from said(statement.body, f"{statement.name}.")
            elif isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
                target = getattr(statement, "target", None) or getattr(statement, "targets", [None])[0]
                if isinstance(target, ast.Name):
                    yield prefix + target.id, inspect.cleandoc(str(below.value.value)).replace("\n", " ")

    return dict(said(ast.parse(inspect.getsource(module)).body, ""))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""
