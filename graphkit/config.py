"""Where an option's value comes from: the command line, the environment, a file, or its default."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from graphkit.errors import OptionError
from graphkit.options import Options

ENVIRONMENT_PREFIX = "GRAPHKIT_"

# Option name to its value and where that was set.
Found = dict[str, tuple[Any, str]]


def find_options(given: Mapping[str, Any], environment: Mapping[str, str], folder: Path) -> Options:
    """Merge the options of all sources, the first of them that sets an option wins.

    Parameters
    ----------
    given : mapping
        From the command line, by option name; None is not given.
    environment : mapping
        ``GRAPHKIT_RESOLUTION`` and the like.
    folder : Path
        Where ``graphkit.toml``, or else ``pyproject.toml`` with a table ``[tool.graphkit]``, may lie.

    Returns
    -------
    Options

    Raises
    ------
    OptionError
        An option that does not exist, with the nearest that does, or a value out of range, with where it was set.
    """
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for found in (_from_file(folder), _from_environment(environment), _from_command_line(given)):
        for name, (value, where) in found.items():
            values[name], origin[name] = value, where
    try:
        return Options(**values)
    except OptionError as error:
        name = error.option or ""
        raise OptionError(f"{origin[name]}{str(error).removeprefix(name)}", name) from None


def _from_command_line(given: Mapping[str, Any]) -> Found:
    return {name: (value, "--" + name.replace("_", "-")) for name, value in given.items() if value is not None}


def _from_environment(environment: Mapping[str, str]) -> Found:
    found: Found = {}
    for variable in sorted(environment):
        if variable.startswith(ENVIRONMENT_PREFIX):
            name = variable.removeprefix(ENVIRONMENT_PREFIX).lower()
            _check_name(name, variable, lambda known: ENVIRONMENT_PREFIX + known.upper())
            found[name] = environment[variable], variable
    return found


def _from_file(folder: Path) -> Found:
    for path, table in ((folder / "graphkit.toml", ()), (folder / "pyproject.toml", ("tool", "graphkit"))):
        if not path.is_file():
            continue
        try:
            data: Any = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
            raise OptionError(f"{path.name}: cannot be read as TOML: {error}") from None
        for key in table:
            data = data.get(key, {}) if isinstance(data, dict) else {}
        if not table or data:
            return _from_table(data, path.name)
    return {}


def _from_table(table: Any, file: str) -> Found:
    if not isinstance(table, dict):
        raise OptionError(f"{file}: expected a table of options, got {table!r}")
    found: Found = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        _check_name(name, f"{file}: {key}", lambda known: known)
        found[name] = value, f"{file}: {key}"
    return found


def _check_name(name: str, where: str, spell: Callable[[str], str]) -> None:
    if name not in Options.model_fields:
        near = get_close_matches(name, Options.model_fields, n=1, cutoff=0)[0]
        raise OptionError(f"{where}: there is no such option; the nearest is {spell(near)}")
