"""STAGE 5: the graph becomes one page that works offline."""
