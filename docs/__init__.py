"""The documentation, and what makes its reference of the code."""
