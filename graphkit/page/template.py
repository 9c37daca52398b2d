"""A page of one file: its template, its style and its programs, and the policy that lets nothing else run."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.page.compact import columns, packed

if TYPE_CHECKING:
    from jinja2 import Environment

PAGE_FOLDER = Path(__file__).with_name("program")

_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*[\s\S]*?\*/[ \t]*)$|[ \t]+// [^\"'`\n]*$", re.MULTILINE)
"""Whole lines, and what ends a line: no string does, since no quote follows."""

_AFTER_A_MARK = re.compile(r"(?<=[{};,:])\s+")  # space in a style that says nothing


def make_environment(styles: Iterable[str], scripts: list[str]) -> Environment:
    """Make what a template of `PAGE_FOLDER` is rendered with: texts escaped, nothing but these scripts allowed to run.

    Parameters
    ----------
    styles : iterable of str
        Names of files.
    scripts : list of str
        Texts of programs, each for a script element.
    """
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(PAGE_FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    style = _AFTER_A_MARK.sub("", "".join(_condensed(text_of(name)) for name in styles))
    environment.globals.update(
        content_security_policy=_content_security_policy(style, scripts),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
    )
    environment.filters.update(columns=columns, packed=packed, json=lambda value: Markup(script_safe_json(value)))
    return environment


def text_of(name: str) -> str:
    """A file's own text, not `include`: it must not be read as a template, and its hash must be known."""
    return (PAGE_FOLDER / name).read_text(encoding="utf-8")


def program(names: Iterable[str]) -> str:
    """The text of a program: its files, each a part of the one object `graphkit`."""
    return "".join(['"use strict";\nconst graphkit = {};\n', *(_condensed(text_of(name)) for name in names)])


def script_safe_json(value: Any) -> str:
    """JSON that can stand inside a script element, whatever its texts say."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _condensed(text: str) -> str:
    """Without comments and without indentation, a quarter of the text; its lines stay lines."""
    return "".join(f"{line.strip()}\n" for line in _COMMENT.sub("", text).splitlines() if line.strip())


def _content_security_policy(style: str, scripts: list[str]) -> str:
    """Nothing may load, and nothing may run but these very texts."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(map(_hash_source, scripts)),
            "style-src " + _hash_source(style),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash_source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
