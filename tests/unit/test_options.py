"""Options: declared once, with default, range and meaning."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from graphkit.errors import OptionError
from graphkit.options import Options


def test_every_option_has_a_default_in_its_range_and_a_meaning() -> None:
    assert Options(**Options().model_dump()) == Options()
    assert [name for name, field in Options.model_fields.items() if not field.description] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("neighbors", 0),
        ("min_evidence", 0.0),
        ("min_similarity", 1.01),
        ("min_similarity", float("nan")),
        ("decay_days", 0),
        ("decay_days", float("inf")),
        ("resolution", 1.0),
        ("links_per_article", -1),
        ("lasting_similarity", 0),
        ("copy_similarity", 2),
        ("copy_days", -1),
        ("event_providers", 0),
        ("thread_similarity", 1),
        ("seed", -1),
        ("seed", 1.5),
    ],
)
def test_a_value_out_of_its_range_is_refused(name: str, value: Any) -> None:
    with pytest.raises(OptionError, match=f"^{name}: ") as caught:
        Options(**{name: value})
    assert caught.value.option == name
    assert str(caught.value).endswith(f", got {value!r}")


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(OptionError, match="resolutoin: there is no such option; the nearest is resolution"):
        Options(resolutoin=0.1)


def test_options_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Options().seed = 1
