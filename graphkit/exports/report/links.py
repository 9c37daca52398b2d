"""The section that audits the links: what editors may want to take out of their files, or put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.audit import AuditedLink, audit_links
from graphkit.exports.markdown import escape_markdown, to_code
from graphkit.exports.report.lines import headline, texts
from graphkit.model import StoryGraph
from graphkit.plain_text import count

_LINKS = 10


def link_audit(story_graph: StoryGraph) -> Iterator[str]:
    """Declared links that nothing supports, and strong ones that no file declares."""
    audit = audit_links(story_graph)
    if not audit.unsupported and not audit.missing:
        return
    yield "## Link audit"
    yield ""
    if audit.unsupported:
        yield f"{len(audit.unsupported):,} of {count(audit.declared, 'declared link')} to check: nothing supports them."
        yield ""
        yield from _listed(audit.unsupported, "lists", story_graph)
    if audit.missing:
        yield f"{count(len(audit.missing), 'strong link')} that no file declares:"
        yield ""
        yield from _listed(audit.missing, "could list", story_graph)


def _listed(links: Sequence[AuditedLink], verb: str, story_graph: StoryGraph) -> Iterator[str]:
    nodes = story_graph.graph.nodes
    for link in links[:_LINKS]:
        files = [to_code(file) for owner in link.owners for file in texts(nodes[owner].get("source_file"))]
        ends = [headline(end, nodes[end]) for end in (link.source, link.target)]
        reasons = "; ".join(map(escape_markdown, link.reasons))
        yield f"- {ends[0]} {verb} {ends[1]}: {reasons}." + (f" In {', '.join(files)}." if files else "")
    if len(links) > _LINKS:
        yield f"- and {len(links) - _LINKS:,} more: {to_code('graphkit audit')}"
    yield ""
