"""The version; pyproject.toml reads it here, so that it is known without looking for what is installed."""

__version__ = "0.1.0"
