"""Questions to a built graph: a part of it, words, one thing, figures, what has changed."""
