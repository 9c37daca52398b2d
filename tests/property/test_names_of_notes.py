"""Whatever a story is called, its note has a name that every file system takes and that leads nowhere else."""

from __future__ import annotations

from hypothesis import given

from graphkit.exports.vault import to_note_name
from graphkit.files.own import Manifest
from tests.support.hostile import any_text, hostile_text


@given(hostile_text | any_text)
def test_any_text_makes_a_name_of_a_note(text: str) -> None:
    name = to_note_name(text)
    Manifest(files={f"{name} 12345.md": "0" * 64})  # refuses what is no name in the folder itself
    assert name == name.strip(" .")
    assert len(name.encode()) <= 240
    assert not set(name) & set('\\/:*?"<>|#^[]\u202e')
