"""What newsrooms, blogs and analysts have beside posts: feeds, exports, records and tables. One module, one kind."""

from __future__ import annotations

from graphkit.sources.formats.keys import rename
from graphkit.sources.formats.registry import FORMATS, describe, format_of, formats

__all__ = ["FORMATS", "describe", "format_of", "formats", "rename"]
