"""A set of files in a folder: old or new after any fault, and never somebody else's."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from graphkit.errors import OutputError
from graphkit.files import is_between_builds, own_files, recover, write_files
from graphkit.files.lock import locked
from tests.support.faults import KilledError, faults

OLD = {"a.csv": "old a\n", "b.json": "old b\n", "c.md": "same\n"}
NEW = {"a.csv": "new a\n", "b.json": "new b\n", "c.md": "same\n", "d.html": "new d\n"}
OLD_FOLDERS = {"a.csv": "old\n", "p/1/x.note": "old\n", "p/2/x.note": "old\n", "q/y.note": "old\n"}
NEW_FOLDERS = {"a.csv": "new\n", "p/2/x.note": "new\n", "p/3/x.note": "new\n", "p/3/y.note": "new\n"}


def write(folder: Path, texts: dict[str, str], *, overwrite: bool = False) -> None:
    renderings = {name: [text] for name, text in texts.items()}
    write_files(folder, renderings, former=lambda name: name.endswith(".note"), overwrite=overwrite)


def shown(folder: Path) -> dict[str, str]:
    """What a user sees in the folder."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_text() for name, path in paths.items() if not name.startswith(".")}


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


@pytest.fixture(scope="module", autouse=True)
def _nothing_waits_for_the_disk() -> Iterator[None]:
    """The calls are made, and may fail; only a cut of the power could tell that nothing is flushed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an old set, never to be written to."""
    folder = tmp_path_factory.mktemp("old")
    write(folder, OLD)
    return folder


def breaks_off(error: BaseException) -> Iterator[str]:
    yield "half a "
    raise error


def test_text_is_written_in_utf_8_with_its_line_ends_as_they_are(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.csv": ["é\r\n", "鉄道\n"], "b.txt": iter(())})
    assert (tmp_path / "a.csv").read_bytes() == "é\r\n鉄道\n".encode()
    assert (tmp_path / "b.txt").read_bytes() == b""


def test_a_missing_folder_is_made_and_holds_the_set_and_what_graphkit_knows_it_by(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "deep"
    write(folder, NEW)
    assert (shown(folder), hidden(folder)) == (NEW, [".graphkit.json"])
    assert own_files(folder) == NEW.keys()


def test_what_graphkit_knows_a_set_by_depends_on_its_bytes_alone(tmp_path: Path, old: Path) -> None:
    write(tmp_path / "new", NEW)
    write(tmp_path / "new", dict(reversed(OLD.items())))
    assert (tmp_path / "new" / ".graphkit.json").read_bytes() == (old / ".graphkit.json").read_bytes()


@pytest.mark.parametrize("error", [RuntimeError("a bug"), KeyboardInterrupt(), SystemExit(1)], ids=repr)
def test_nothing_is_replaced_and_nothing_left_when_one_text_breaks_off(
    tmp_path: Path, old: Path, error: BaseException
) -> None:
    shutil.copytree(old, tmp_path / "out")
    for folder, expected in ((tmp_path / "out", OLD), (tmp_path / "none", None)):
        with pytest.raises(type(error)):
            write_files(folder, {"a.csv": ["new"], "b.json": breaks_off(error), "c.md": ["new"]})
        assert (shown(folder) if folder.exists() else None) == expected
        assert not (folder / ".graphkit").exists()


FAULTS = ("EACCES", "ENOSPC", "EIO", "interrupt", "kill")


@pytest.mark.parametrize("how", FAULTS)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(OLD, NEW, id="over an old set"),
        pytest.param(OLD | {"e.note": "e\n"}, NEW, id="over an old set of which a file goes"),
        pytest.param({}, NEW, id="into a new folder"),
        pytest.param(OLD_FOLDERS, NEW_FOLDERS, id="over folders of which some go and some come"),
        pytest.param({}, NEW_FOLDERS, id="into new folders"),
    ],
)
def test_whatever_goes_wrong_at_any_call_the_folder_holds_the_old_set_or_the_new_one(
    tmp_path: Path, old: Path, how: str, before: dict[str, str], after: dict[str, str]
) -> None:
    states = [before, after]
    for at in range(1, 500):
        folder = tmp_path / str(at)
        if before == OLD:
            shutil.copytree(old, folder)
        elif before:
            write(folder, before)
        failed = False
        with faults(at, how) as plan:
            try:
                write(folder, after)
            except (OutputError, KeyboardInterrupt, KilledError):
                failed = True
        if not plan.happened:
            assert not failed
            break
        if how not in ("kill", "interrupt"):
            # A call that fails is told, unless there is another way to the new set.
            assert (shown(folder) if folder.exists() else {}) == (states[0] if failed else after)
        if folder.exists():
            recover(folder)
        assert (shown(folder) if folder.exists() else {}) in states
        assert not (folder / ".graphkit").exists()
        write(folder, after)
        assert (shown(folder), hidden(folder)) == (after, [".graphkit.json"])
    else:
        pytest.fail("the faults never came to an end")


@pytest.mark.parametrize("how", ["kill", "EACCES"])
def test_what_goes_wrong_while_a_build_is_brought_to_an_end_can_be_brought_to_an_end(
    tmp_path: Path, old: Path, how: str
) -> None:
    """Killed between two renames, and something goes wrong in what comes after."""
    between = tmp_path / "between"
    for at in range(1, 300):
        shutil.copytree(old, between)
        with faults(at, "kill"), pytest.raises(KilledError):
            write(between, NEW)
        if is_between_builds(between) and shown(between) not in (OLD, NEW):
            break
        shutil.rmtree(between)
    for at in range(1, 300):
        folder = tmp_path / str(at)
        shutil.copytree(between, folder)
        with faults(at, how) as plan, suppress(OutputError, KilledError):
            recover(folder)
        recover(folder)
        assert shown(folder) in (OLD, NEW)
        assert hidden(folder) == [".graphkit.json"]
        if not plan.happened:
            break


def test_the_next_command_says_what_became_of_a_build_that_was_killed(
    tmp_path: Path, old: Path, caplog: pytest.LogCaptureFixture
) -> None:
    said = set()
    for at in range(1, 300):
        folder = tmp_path / str(at)
        shutil.copytree(old, folder)
        with faults(at, "kill") as plan, suppress(KilledError):
            write(folder, NEW)
        was_between = is_between_builds(folder)
        caplog.clear()
        recover(folder)
        assert bool(caplog.messages) == was_between
        said |= {message.removeprefix(f"{folder}: ") for message in caplog.messages}
        if not plan.happened:
            break
    assert said == {"a build was interrupted here while it replaced files: it is finished now"}


def test_a_failed_rename_is_told_with_the_file_and_what_to_do(tmp_path: Path, old: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(old, folder)
    real = os.replace

    def fails(source: Path, target: Path) -> None:
        if str(target) == str(folder / "b.json") and "new" in str(source):
            raise PermissionError(13, "Permission denied", str(source), str(target))
        real(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", fails)
        with pytest.raises(OutputError) as caught:
            write(folder, NEW)
    assert str(caught.value) == (
        f"{folder / 'b.json'}: cannot be written: Permission denied; "
        "choose a folder that you may write to, or close the program that has the file open"
    )
    assert (shown(folder), hidden(folder)) == (OLD, [".graphkit.json"])


def test_where_even_the_way_back_is_barred_that_is_said(tmp_path: Path, old: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(old, folder)
    real = os.replace

    def fails(source: Path, target: Path) -> None:
        if str(target) == str(folder / "b.json") or (str(target) == str(folder / "a.csv") and "old" in str(source)):
            raise PermissionError(13, "Permission denied", str(source), str(target))
        real(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", fails)
        with pytest.raises(OutputError, match="holds files of two builds until the next graphkit command"):
            write(folder, NEW)
    recover(folder)
    assert (shown(folder), hidden(folder)) == (OLD, [".graphkit.json"])


@pytest.mark.parametrize("name", sorted(OLD))
def test_a_file_of_the_user_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(OutputError) as caught:
        write(tmp_path, OLD)
    assert str(caught.value) == (
        f"{tmp_path / name}: was not written by graphkit and is left as it is; "
        "move it away, choose another folder, or allow that it is replaced (--overwrite)"
    )
    assert shown(tmp_path) | {".": ""} == {name: "mine", ".": ""}
    assert hidden(tmp_path) == []


def test_a_file_that_the_user_has_changed_is_left_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    (tmp_path / "c.md").write_text("same, and a remark of mine")
    with pytest.raises(OutputError, match=r"c\.md: was changed after graphkit wrote it and is left as it is"):
        write(tmp_path, NEW)
    assert shown(tmp_path) == OLD | {"c.md": "same, and a remark of mine"}


def test_the_memory_of_a_build_is_replaced_even_if_it_was_changed_but_not_if_it_is_the_users(tmp_path: Path) -> None:
    write(tmp_path / "own", OLD)
    (tmp_path / "own" / "b.json").write_text("{")
    write_files(tmp_path / "own", {"b.json": ["new"]}, memory={"b.json"})
    assert (tmp_path / "own" / "b.json").read_text() == "new"
    (tmp_path / "b.json").write_text("{")
    with pytest.raises(OutputError, match="was not written by graphkit"):
        write_files(tmp_path, {"b.json": ["new"]}, memory={"b.json"})


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_no_link_is_followed_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "c.md").symlink_to(tmp_path / "mine")
    with pytest.raises(OutputError, match=r"c\.md: is a link and is left as it is"):
        write(tmp_path / "out", OLD)
    write(tmp_path / "out", OLD, overwrite=True)
    assert shown(tmp_path / "out") == OLD
    assert not (tmp_path / "out" / "c.md").is_symlink()
    assert (tmp_path / "mine").read_text() == "mine"


def test_what_the_user_allows_is_replaced_and_comes_back_if_that_fails(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mine")
    with pytest.raises(RuntimeError):
        write_files(tmp_path, {"a.csv": ["new"], "b.json": breaks_off(RuntimeError())}, overwrite=True)
    assert shown(tmp_path) == {"a.csv": "mine"}
    write(tmp_path, OLD, overwrite=True)
    assert shown(tmp_path) == OLD


def test_a_file_that_the_set_no_longer_has_goes_unless_it_was_changed(tmp_path: Path) -> None:
    write(tmp_path, {"a.note": "a\n", "b.note": "b\n", "c.csv": "c\n"})
    (tmp_path / "b.note").write_text("b, and what I think of it\n")
    (tmp_path / "d.note").write_text("mine\n")
    write(tmp_path, {"c.csv": "new c\n"})
    assert shown(tmp_path) == {"b.note": "b, and what I think of it\n", "c.csv": "new c\n", "d.note": "mine\n"}


def test_folders_come_with_their_files_and_go_with_them_but_a_file_of_the_user_keeps_its_folder(tmp_path: Path) -> None:
    write(tmp_path, OLD_FOLDERS)
    (tmp_path / "p" / "1" / "mine.txt").write_text("mine\n")
    assert own_files(tmp_path / "p" / "1") == {"x.note"}
    assert own_files(tmp_path / "p") == frozenset()
    write(tmp_path, NEW_FOLDERS)
    assert shown(tmp_path) == NEW_FOLDERS | {"p/1/mine.txt": "mine\n"}
    assert not (tmp_path / "q").exists()
    write(tmp_path, OLD)
    assert shown(tmp_path) == OLD | {"p/1/mine.txt": "mine\n"}
    assert sorted(path.name for path in (tmp_path / "p").iterdir()) == ["1"]


def test_a_file_of_the_user_in_a_folder_of_the_set_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "p" / "2").mkdir(parents=True)
    (tmp_path / "p" / "2" / "x.note").write_text("mine\n")
    with pytest.raises(OutputError, match=r"x\.note: was not written by graphkit and is left as it is"):
        write(tmp_path, NEW_FOLDERS)
    assert shown(tmp_path) == {"p/2/x.note": "mine\n"}
    assert hidden(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
@pytest.mark.parametrize("part", ["p", "p/2"])
@pytest.mark.parametrize("overwrite", [False, True])
def test_no_link_to_a_folder_is_followed(tmp_path: Path, part: str, overwrite: bool) -> None:
    folder, theirs = tmp_path / "out", tmp_path / "theirs"
    (theirs / "2").mkdir(parents=True)
    (theirs / "2" / "x.note").write_text("mine\n")
    (folder / part).parent.mkdir(parents=True)
    (folder / part).symlink_to(theirs / part.removeprefix("p").strip("/"))
    with pytest.raises(OutputError, match="graphkit did not write this; remove it, or choose another folder"):
        write(folder, NEW_FOLDERS, overwrite=overwrite)
    (folder / ".graphkit" / "new" / "p" / "2").mkdir(parents=True)
    (folder / ".graphkit" / "old").mkdir()
    (folder / ".graphkit" / "new" / "p" / "2" / "x.note").write_text("new\n")
    journal = {"names": ["p/2/x.note"], "kept": ["p/2/x.note"], "gone": ["p/2/x.note"], "is_undone": False}
    (folder / ".graphkit" / "journal.json").write_text(json.dumps(journal))
    with pytest.raises(OutputError, match="graphkit did not write this; remove it, or choose another folder"):
        recover(folder)
    assert shown(theirs) == {"2/x.note": "mine\n"}


def test_names_may_be_in_any_script_and_content_may_be_bytes(tmp_path: Path) -> None:
    write_files(tmp_path, {"鉄道 · strike, 2.md": ["text"], "हिन्दी.md": [b"\x00\xff"]})
    assert own_files(tmp_path) == {"鉄道 · strike, 2.md", "हिन्दी.md"}
    assert (tmp_path / "हिन्दी.md").read_bytes() == b"\x00\xff"


def test_other_files_of_the_user_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine")
    write(tmp_path, OLD)
    write(tmp_path, NEW)
    assert shown(tmp_path) == NEW | {"notes.md": "mine"}
    assert own_files(tmp_path) == NEW.keys()


def test_a_set_of_an_earlier_graphkit_is_taken_over(tmp_path: Path) -> None:
    names = ["graph.html", "graph.graphml", "graph.json", "clusters.csv", "articles.csv", "edges.csv", "report.md"]
    head = '{\n"directed": false,\n"multigraph": false,\n"graph": {\n"graphkit": {"version": "0.1.0"'
    for name in names:
        (tmp_path / name).write_text(head if name == "graph.json" else "old")
    assert own_files(tmp_path) == set(names)
    write(tmp_path, dict.fromkeys(names, "new"))
    assert shown(tmp_path) == dict.fromkeys(names, "new")


def test_a_folder_of_that_name_is_an_error_that_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.json").mkdir()
    with pytest.raises(OutputError) as caught:
        write(tmp_path, OLD, overwrite=True)
    assert str(caught.value) == (
        f"{tmp_path / 'b.json'}: cannot be written: Is a directory; choose another name, or move the folder away"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["b.json"]


def test_a_file_in_the_place_of_the_folder_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError, match="choose another folder: a part of this path is a file"):
        write(tmp_path / "taken", OLD)


def test_two_builds_into_one_folder_never_write_at_once(
    tmp_path: Path, old: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "out"
    shutil.copytree(old, folder)
    with (
        locked(folder),
        pytest.raises(OutputError, match="another graphkit is writing here"),
        locked(folder, patience_s=0),
    ):
        pass
    seen = []

    def meanwhile() -> Iterator[str]:
        with pytest.raises(OutputError, match="another graphkit is writing here"), locked(folder, patience_s=0):
            pass
        recover(folder)  # a command that only reads goes on, and disturbs nothing
        seen.append(shown(folder))
        yield "new"

    write_files(folder, {"a.csv": meanwhile()})
    assert seen == [OLD]
    assert (folder / "a.csv").read_text() == "new"


def test_who_waits_for_another_build_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.WARNING),
        locked(tmp_path),
        pytest.raises(OutputError),
        locked(tmp_path, patience_s=1e-9),
    ):
        pass
    assert caplog.messages == [f"{tmp_path}: another graphkit is writing here: waiting until it is done"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".graphkit.json", "{"),
        (".graphkit.json", json.dumps({"files": {"../a": "0" * 64}})),
        (".graphkit.json", json.dumps({"files": {"a.csv": "short"}})),
        (".graphkit.json", json.dumps({"files": {"a" * 201: "0" * 64}})),
        (".graphkit/journal.json", json.dumps({"names": ["../../a"], "kept": [], "is_undone": True})),
        (".graphkit/journal.json", json.dumps({"names": ["..", "a/b"], "kept": [], "is_undone": False})),
        (".graphkit/journal.json", json.dumps({"names": ["a"], "kept": [], "gone": ["../a"], "is_undone": False})),
        (".graphkit/journal.json", "null"),
    ],
)
def test_what_lies_hidden_in_a_folder_is_not_trusted(tmp_path: Path, name: str, content: str) -> None:
    folder = tmp_path / "out"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text(content)
    (tmp_path / "a").write_text("mine")
    with pytest.raises(OutputError, match="graphkit did not write this; remove it, or choose another folder"):
        write(folder, OLD)
    assert shown(tmp_path / "out") == {}
    assert (tmp_path / "a").read_text() == "mine"
    assert own_files(folder) == frozenset()


FORGED = {
    "undone, and it was not there": ({"is_undone": True}, None),
    "undone, and an old one is there": ({"is_undone": True, "kept": ["mine.md"]}, "old"),
    "finished, and it goes": ({"is_undone": False, "gone": ["mine.md"]}, None),
    "finished, and a new one is there": ({"is_undone": False, "kept": ["mine.md"]}, "new"),
}


@pytest.mark.parametrize(("journal", "part"), FORGED.values(), ids=FORGED)
def test_a_journal_that_no_build_wrote_touches_no_file_of_the_user(
    tmp_path: Path, old: Path, caplog: pytest.LogCaptureFixture, journal: dict[str, object], part: str | None
) -> None:
    folder = tmp_path / "out"
    for command, expected in ((recover, OLD), (lambda folder: write(folder, NEW), NEW)):
        shutil.copytree(old, folder, dirs_exist_ok=True)
        (folder / "mine.md").write_text("mine")
        for name in ("new", "old"):
            (folder / ".graphkit" / name).mkdir(parents=True)
        if part:
            (folder / ".graphkit" / part / "mine.md").write_text("forged")
        (folder / ".graphkit" / "journal.json").write_text(json.dumps({"names": ["mine.md"], "kept": []} | journal))
        caplog.clear()
        command(folder)
        assert shown(folder) == expected | {"mine.md": "mine"}
        assert caplog.messages[0] == (
            f"{folder / 'mine.md'}: is not what the interrupted build kept or wrote, and is left as it is; "
            "if graphkit's is wanted, move it away and build again"
        )
        assert hidden(folder) == [".graphkit.json"]


def test_what_the_user_has_put_in_the_place_of_a_file_since_a_build_was_killed_is_left_as_it_is(
    tmp_path: Path, old: Path
) -> None:
    was_between = 0
    for at in range(1, 300):
        folder = tmp_path / str(at)
        shutil.copytree(old, folder)
        with faults(at, "kill") as plan, suppress(KilledError):
            write(folder, NEW)
        if not plan.happened:
            break
        if is_between_builds(folder):
            was_between += 1
            (folder / "c.md").unlink()
            (folder / "c.md").write_text("mine")
            recover(folder)
            assert shown(folder) == NEW | {"c.md": "mine"}
            with pytest.raises(OutputError, match=r"c\.md: was changed after graphkit wrote it"):
                write(folder, OLD)
    assert was_between > 3


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
@pytest.mark.parametrize("part", [".graphkit", ".graphkit/new", ".graphkit/old", ".graphkit.json"])
def test_no_link_among_what_lies_hidden_is_followed(tmp_path: Path, part: str) -> None:
    folder, theirs = tmp_path / "out", tmp_path / "theirs"
    (folder / part).parent.mkdir(parents=True)
    theirs.mkdir()
    (theirs / "a.csv").write_text("mine")
    (folder / part).symlink_to(theirs)
    journal = theirs if part == ".graphkit" else folder / ".graphkit"
    journal.mkdir(exist_ok=True)
    (journal / "journal.json").write_text(
        json.dumps({"names": ["a.csv"], "kept": ["a.csv"], "is_undone": "old" in part})
    )
    for command in (recover, lambda folder: write(folder, OLD)):
        with pytest.raises(OutputError, match="graphkit did not write this; remove it, or choose another folder"):
            command(folder)
    assert (theirs / "a.csv").read_text() == "mine"
    assert shown(folder) == {}


@pytest.mark.parametrize(("name", "is_folder"), [(".graphkit", False), (".graphkit.json", True)])
def test_a_file_in_the_place_of_a_folder_or_the_other_way_round_is_named(
    tmp_path: Path, name: str, is_folder: bool
) -> None:
    path = tmp_path / name
    path.mkdir() if is_folder else path.write_text("mine")
    with pytest.raises(OutputError) as caught:
        write(tmp_path, OLD)
    assert str(caught.value) == f"{path}: graphkit did not write this; remove it, or choose another folder"
