"""What is printed comes out, and nothing that happens to a stream ends a command."""

from __future__ import annotations

import sys
from unittest.mock import Mock

import pytest

from graphkit.cli.terminal import err


def test_what_python_does_to_stderr_as_it_ends_reaches_no_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then `flush` may have lost the functions that it calls, which Python tells from 3.13 on."""
    stream = Mock()
    monkeypatch.setattr(sys, "stderr", stream)
    err.file.close()
    assert stream.mock_calls == []
