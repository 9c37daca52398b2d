"""The same articles by other means: what a user would otherwise put together, measured in one run.

    python -m benchmarks.peers 2000

Each of them runs in a process of its own, gets the articles in memory, and is to find the stories; those that can,
write a page as well. A peer that is not installed, fails or takes too long says so in the table.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import make_corpus
from benchmarks.measuring import ROOT, describe_machine, markdown_table, run_alone
from graphkit.evaluation.measures import b3_and_pair_f1
from graphkit.model import Article

# Articles and a folder for output -> groups of article numbers; who is in none is alone.
Peer = Callable[[Sequence[Article], Path], Iterable[Iterable[int]]]

# The best of 0.1, 0.15, 0.2, 0.25 and 0.3 for 2,000 articles of this very corpus, which no user could know.
_COSINE = 0.15
_SHARED_WORDS = 0.1


def by_graphkit(articles: Sequence[Article], folder: Path) -> Iterable[Iterable[int]]:
    """Everything: links, stories, layout, page and six other files."""
    from graphkit.exports import write_all
    from graphkit.pipeline import build

    story_graph = build(articles)
    write_all(story_graph, folder)
    number_of = {article.id: number for number, article in enumerate(articles)}
    return [[number_of[member] for member in cluster.articles] for cluster in story_graph.clusters]


def by_sklearn_louvain_pyvis(articles: Sequence[Article], folder: Path) -> Iterable[Iterable[int]]:
    """The usual script: TF-IDF, all cosines above a threshold, networkx Louvain, a pyvis page by ``from_nx``."""
    from pyvis.network import Network
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(map(_text, articles))
    cosines = (vectors @ vectors.T).tocoo()
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from((number, {"label": article.title}) for number, article in enumerate(articles))
    near = (cosines.row < cosines.col) & (cosines.data >= _COSINE)
    graph.add_weighted_edges_from(
        zip(cosines.row[near].tolist(), cosines.col[near].tolist(), cosines.data[near].tolist(), strict=True)
    )
    groups = _louvain(graph)
    network = Network()
    network.from_nx(graph)
    (folder / "graph.html").write_text(network.generate_html(), encoding="utf-8")
    return groups


def by_networkx(articles: Sequence[Article], folder: Path) -> Iterable[Iterable[int]]:
    """networkx alone: articles that share rare words, projected from the graph of articles and words, Louvain."""
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(range(len(articles)))
    for number, article in enumerate(articles):
        graph.add_edges_from((number, word) for word in _text(article).lower().split())
    common = max(2, len(articles) // 100)
    graph.remove_nodes_from([node for node, degree in graph.degree if isinstance(node, str) and degree > common])
    projected = nx.bipartite.overlap_weighted_projected_graph(graph, range(len(articles)))
    weak = [(one, other) for one, other, data in projected.edges(data=True) if data["weight"] < _SHARED_WORDS]
    projected.remove_edges_from(weak)
    return _louvain(projected)


def by_bertopic(articles: Sequence[Article], folder: Path) -> Iterable[Iterable[int]]:
    """BERTopic with UMAP and HDBSCAN, on TF-IDF vectors of 100 dimensions in place of a model to be downloaded."""
    from bertopic import BERTopic  # type: ignore[import-not-found]  # only where somebody has installed it
    from bertopic.backend import BaseEmbedder  # type: ignore[import-not-found]
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from umap import UMAP  # type: ignore[import-not-found]

    texts = [_text(article) for article in articles]
    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    embeddings = TruncatedSVD(min(100, len(texts) - 1), random_state=0).fit_transform(vectors)
    model = BERTopic(
        embedding_model=BaseEmbedder(),
        umap_model=UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0),
        min_topic_size=2,
    )
    topics, _ = model.fit_transform(texts, embeddings)
    return _groups(topics)


def by_txtai(articles: Sequence[Article], folder: Path) -> Iterable[Iterable[int]]:
    """txtai's graph is not run: see the error."""
    raise NotImplementedError("needs PyTorch and transformers, gigabytes to download, whatever its index is made of")


PEERS: dict[str, Peer] = {
    "graphkit": by_graphkit,
    "scikit-learn, Louvain, pyvis": by_sklearn_louvain_pyvis,
    "networkx alone": by_networkx,
    "BERTopic without a model": by_bertopic,
    "txtai graph": by_txtai,
}


def measure(name: str, n: int, seed: int) -> dict[str, Any]:
    """Run one peer in this process: seconds of the clock and the processor, peak memory in MB, scores."""
    corpus = make_corpus(n, seed=seed)
    before = _peak_mb()
    with tempfile.TemporaryDirectory() as folder:
        begin, processor = time.perf_counter(), time.process_time()
        groups = PEERS[name](corpus.articles, Path(folder))
        found = number_groups(groups, n)
        seconds = {"seconds": time.perf_counter() - begin, "processor_seconds": time.process_time() - processor}
    b3, pairs = b3_and_pair_f1(found.tolist(), corpus.stories)
    return seconds | {"peak_mb": _peak_mb(), "corpus_mb": before, "b3_f1": b3, "pair_f1": pairs}


def number_groups(groups: Iterable[Iterable[int]], n: int) -> NDArray[np.int64]:
    """The group of each article; who is in none has one of its own."""
    found = np.arange(n)
    for number, members in enumerate(groups):
        found[list(members)] = n + number
    return found


def render_report(measured: dict[str, dict[str, Any]], machine: dict[str, str]) -> str:
    """The figures as Markdown, and beneath them why some are missing."""
    rows = [
        [
            name,
            f"{one['seconds']:,.1f}",
            f"{one['processor_seconds']:,.1f}",
            f"{one['peak_mb']:,.0f}",
            f"{one['b3_f1']:.3f}",
            f"{one['pair_f1']:.3f}",
        ]
        for name, one in measured.items()
        if "error" not in one
    ]
    about = "".join(f"- {key}: {value}\n" for key, value in machine.items())
    missing = "".join(f"- {name}: {one['error']}\n" for name, one in measured.items() if "error" in one)
    table = markdown_table(["by", "seconds", "of the processor", "peak memory, MB", "B³ F1", "pair F1"], rows)
    return "\n".join(filter(None, [about, table, missing and f"Not measured:\n\n{missing}"]))


def _text(article: Article) -> str:
    return f"{article.title} {article.excerpt}"


def _louvain(graph: nx.Graph[Any]) -> Iterable[Iterable[int]]:
    return cast(Iterable[Iterable[int]], nx.community.louvain_communities(graph, seed=0))


def _groups(labels: Iterable[int]) -> Iterable[Iterable[int]]:
    groups: dict[int, list[int]] = {}
    for number, label in enumerate(labels):
        if label >= 0:
            groups.setdefault(label, []).append(number)
    return groups.values()


def _peak_mb() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> None:
    """Measure all peers and write the figures down; with ``--only``, one of them in this process."""
    parser = argparse.ArgumentParser(description="Measure the same articles by other means.")
    parser.add_argument("articles", type=int, nargs="?", default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--timeout", type=float, default=900.0, metavar="SECONDS", help="for each of them")
    parser.add_argument("--only", choices=PEERS)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "benchmarks" / "figures")
    given = parser.parse_args()
    if given.only:
        sys.stdout.write(json.dumps(measure(given.only, given.articles, given.seed)))
        return
    machine = describe_machine() | {"articles": f"{given.articles:,}"}
    arguments = [str(given.articles), "--seed", str(given.seed)]
    measured = {
        name: run_alone("benchmarks.peers", *arguments, "--only", name, timeout_s=given.timeout) for name in PEERS
    }
    given.output.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"machine": machine, "peers": measured}, indent=1)
    (given.output / "peers.json").write_text(text + "\n", encoding="utf-8")
    report = render_report(measured, machine)
    (given.output / "peers.md").write_text(report, encoding="utf-8")
    sys.stdout.write(f"{report}\nwritten to {given.output}\n")


if __name__ == "__main__":
    main()
