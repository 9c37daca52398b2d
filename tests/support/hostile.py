"""Text and values that a format has to survive, as hypothesis strategies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from hypothesis import strategies as st

_FRAGMENTS = (
    "</script><script>alert(1)</script>",
    "<!-- -->",
    "<img src=x onerror=alert(1)>",
    "]]>",
    "<![CDATA[",
    "&amp;",
    "&#x0;",
    "![image](http://evil.example/x.png)",
    "[link](javascript:alert(1))",
    "<http://evil.example>",
    "http://www.evil.example",
    "[a]: http://evil.example",
    "# heading",
    "===",
    "---",
    "```",
    "`",
    "**bold** __bold__ *em* _em_ ~~gone~~",
    "| a | b |",
    "\\",
    "$x$",
    '=HYPERLINK("http://evil.example")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    '"quoted", and; more',
    "\r\n",
    "\n\n    code",
    "\x00",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\ufffe",
    "\ud800",
    "\u202e",
    "  spaces  ",
    "Ünïcödé 鉄道 🌉",
)

any_text = st.text(st.characters(exclude_categories=()), max_size=12)
"""Any characters at all, lone surrogates and controls among them."""

hostile_text = st.lists(st.sampled_from(_FRAGMENTS) | any_text, max_size=3).map("".join)
"""Pieces of markup, formulas and unwritable characters, in any combination."""

plain_values: st.SearchStrategy[Any] = (
    hostile_text
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.lists(hostile_text, max_size=3)
)
"""What graphkit itself puts into attributes."""

any_values: st.SearchStrategy[Any] = (
    plain_values
    | st.none()
    | st.floats()
    | st.integers()
    | st.just(datetime(2021, 3, 1, 12, tzinfo=UTC))
    | st.just(date(2021, 3, 1))
    | st.builds(np.float64, st.floats())
    | st.builds(np.int64, st.integers(-(2**63), 2**63 - 1))
    | st.builds(np.bool_, st.booleans())
    | st.just(np.arange(3))
    | st.sets(st.integers(0, 9))
    | st.dictionaries(hostile_text, st.integers(), max_size=2)
    | st.binary(max_size=4)
)
"""What a user may have put there."""
