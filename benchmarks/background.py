"""Count how common words are in a corpus, as a background for small corpora.

    python -m benchmarks.background FOLDER > counts.tsv

FOLDER holds posts. Of their texts nothing is kept but how many have a word, and of words only those that ten texts and
more have.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from graphkit import read_articles
from graphkit.texts.boilerplate import leave_out_boilerplate, told_pieces
from graphkit.texts.reading import read_texts

LEAST_ARTICLES = 10


def main() -> None:
    """Print the counts as tab-separated values, in the order of the alphabet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    articles = list(read_articles(parser.parse_args().folder))
    texts = read_texts(articles)
    leave_out_boilerplate(texts)
    having = Counter(word for pieces in told_pieces(texts) for word in set(pieces))
    sys.stdout.write(f"documents\t{len(articles)}\n")
    sys.stdout.writelines(f"{word}\t{n}\n" for word, n in sorted(having.items()) if n >= LEAST_ARTICLES)


if __name__ == "__main__":
    main()
