"""``graphkit audit``: links to check, and links to add, ready to be pasted into the posts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphkit.cli.part import DEFAULT_GRAPH, FindPart, GraphArgument, takes_part
from graphkit.cli.terminal import command, print_lines, write_out

if TYPE_CHECKING:
    from graphkit.audit import Audit, AuditedLink
    from graphkit.model import StoryGraph

# Links of each list that a terminal shows; JSON has all.
_LINKS_SHOWN = 20


@command
@takes_part
def audit(
    graph: GraphArgument = DEFAULT_GRAPH,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            min=0,
            help="Most links of each list. [default: 20; all with --json]",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print both lists as one JSON object.")] = False,
    *,
    find_part: FindPart,
) -> None:
    """Find declared links that nothing supports, and strong links that no file declares.

    For each file that misses links they are printed as front matter, to be pasted into it.

    \b
    graphkit audit
    graphkit audit output --limit 5
    """
    from graphkit.audit import Audit, audit_links

    story_graph = find_part().graph
    found = audit_links(story_graph)
    most = limit if limit is not None or as_json else _LINKS_SHOWN
    shown = Audit(unsupported=found.unsupported[:most], missing=found.missing[:most], declared=found.declared)
    if as_json:
        write_out(json.dumps(_records(found, shown, story_graph), ensure_ascii=False, indent=2) + "\n")
        return
    print_lines(_lines(found, shown, story_graph))


def _records(found: Audit, shown: Audit, story_graph: StoryGraph) -> dict[str, Any]:
    return {
        "declared": found.declared,
        "unsupported_total": len(found.unsupported),
        "missing_total": len(found.missing),
        "unsupported": [_record(link, story_graph) for link in shown.unsupported],
        "missing": [_record(link, story_graph) for link in shown.missing],
        "front_matter": {file: "".join(lines) for file, lines in _pastes(shown.missing, story_graph).items()},
    }


def _record(link: AuditedLink, story_graph: StoryGraph) -> dict[str, Any]:
    nodes = story_graph.graph.nodes
    return {
        "source": link.source,
        "target": link.target,
        "source_title": _title(nodes[link.source]),
        "target_title": _title(nodes[link.target]),
        "files": _files(link, story_graph),
        "similarity": link.similarity,
        "days_apart": link.days_apart,
        "reasons": list(link.reasons),
    }


def _lines(found: Audit, shown: Audit, story_graph: StoryGraph) -> Iterator[str]:
    yield f"declared links that nothing supports: {len(found.unsupported):,} of {found.declared:,}"
    for number, link in enumerate(shown.unsupported, 1):
        yield from _entry(number, link, "lists", story_graph)
    yield from _rest(len(found.unsupported), len(shown.unsupported))
    yield ""
    yield f"strong links that no file declares: {len(found.missing):,}"
    for number, link in enumerate(shown.missing, 1):
        yield from _entry(number, link, "could list", story_graph)
    yield from _rest(len(found.missing), len(shown.missing))
    if shown.missing:
        yield ""
        yield 'To add the missing links, paste below the line "related:" of each file:'
    for file, lines in _pastes(shown.missing, story_graph).items():
        yield ""
        yield f"# {file}"
        yield "".join(lines).removesuffix("\n")


def _entry(number: int, link: AuditedLink, verb: str, story_graph: StoryGraph) -> Iterator[str]:
    nodes = story_graph.graph.nodes
    yield f"{number:>4}. {_about(nodes[link.source])}"
    yield f"      {verb} {_about(nodes[link.target])}"
    if files := _files(link, story_graph):
        yield f"      file: {', '.join(files)}"
    for reason in link.reasons:
        yield f"      - {reason}"


def _rest(total: int, shown: int) -> Iterator[str]:
    if total > shown:
        yield f"      and {total - shown:,} more: --limit {total}"


def _pastes(links: Sequence[AuditedLink], story_graph: StoryGraph) -> dict[str, list[str]]:
    """For each file what it could list, as lines of front matter."""
    from graphkit.exports.front_matter import render_related

    wanted: dict[str, list[str]] = {}
    for link in links:
        for owner in link.owners:
            wanted.setdefault(owner, []).append(link.target if owner == link.source else link.source)
    pastes = {}
    for owner, missing in wanted.items():
        # One of several files of an article is enough: they are read as one.
        for file in story_graph.graph.nodes[owner].get("source_file", ())[:1]:
            head = [] if _lists_any(owner, story_graph) else ["related:\n"]
            pastes[file] = [*head, *render_related(story_graph, missing)]
    return dict(sorted(pastes.items()))


def _lists_any(article: str, story_graph: StoryGraph) -> bool:
    return any(article in edge.get("declared_by", ()) for edge in story_graph.graph[article].values())


def _files(link: AuditedLink, story_graph: StoryGraph) -> list[str]:
    return [file for owner in link.owners for file in story_graph.graph.nodes[owner].get("source_file", ())]


def _title(attributes: Mapping[str, Any]) -> str:
    return str(attributes.get("title") or attributes["label"])


def _about(attributes: Mapping[str, Any]) -> str:
    known = [part for part in (attributes.get("provider"), str(attributes.get("published", ""))[:10]) if part]
    return _title(attributes) + (f" ({', '.join(known)})" if known else "")
