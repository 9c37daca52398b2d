"""Every notebook runs, and its cells print what the file shows."""

from __future__ import annotations

import ast
import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
_FORMS = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_prints_what_stands_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(path.parent)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    names: dict[str, Any] = {}
    ran = [run("".join(cell["source"]), names, number) for number, cell in enumerate(cells, 1)]
    if update_golden:
        for number, (cell, outputs) in enumerate(zip(cells, ran, strict=True), 1):
            cell |= {"execution_count": number, "outputs": outputs}
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert [told(outputs) for outputs in ran] == [told(cell["outputs"]) for cell in cells]


def run(source: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """Run a cell; its outputs as a notebook keeps them: what was printed, and the value of a last expression."""
    tree = ast.parse(source)
    last = ast.Expression(tree.body.pop().value) if isinstance(tree.body[-1], ast.Expr) else None  # type: ignore[attr-defined]  # it is one
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, f"cell {number}", "exec"), names)
        value = eval(compile(last, f"cell {number}", "eval"), names) if last else None
    outputs: list[dict[str, Any]] = []
    if text := printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)})
    if value is not None:
        forms = {form: getattr(value, name)() for form, name in _FORMS.items() if hasattr(value, name)}
        data = {form: made.splitlines(keepends=True) for form, made in (forms | {"text/plain": repr(value)}).items()}
        if "image/svg+xml" in data:
            del data["text/plain"]
        outputs.append({"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return outputs


def told(outputs: list[dict[str, Any]]) -> list[str]:
    """What graphkit and the notebook say; how pandas draws its tables changes with its versions."""
    texts = []
    for output in outputs:
        data = output.get("data", {})
        is_frame = any("dataframe" in line for line in data.get("text/html", ()))
        texts.append(
            "a table" if is_frame else "".join(output.get("text") or data.get("image/svg+xml") or data["text/plain"])
        )
    return texts
