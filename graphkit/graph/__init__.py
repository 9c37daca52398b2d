"""STAGE 4: articles, links and stories become one networkx graph, with a place for every node."""
