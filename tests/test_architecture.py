"""What may import what, where each library lives, and who prints: read off the syntax trees of the package."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import graphkit

PACKAGE = Path(graphkit.__file__).parent

# From the bottom up: a unit imports from lower rows only. A new module fails until it stands here.
LAYERS = (
    ("errors",),
    ("plain_text", "options", "tuning", "version", "files", "blocks"),
    ("cards", "frames"),
    ("model", "schema"),
    ("texts",),
    ("audit", "survey", "formats", "sentence_vectors"),
    ("sources", "links", "graph"),
    ("stories", "page"),
    ("exports",),
    ("pipeline", "explanation", "saved", "config", "serving"),
    ("evaluation", "questions"),
    ("graphkit",),
    ("cli",),
    ("__main__",),
)

# Stages meet in the pipeline. What one of them may take from an earlier one, each with its reason.
STAGES = {"sources", "texts", "links", "stories", "graph", "page", "exports"}
BETWEEN_STAGES = {
    ("links", "texts"): "links are found by what the texts say",
    ("stories", "texts"): "stories are named by what the texts say",
    ("stories.threads", "links.products"): "stories are compared as articles are",
    ("stories", "links.vectors"): "the type of the vectors",
    ("page", "graph.plain_graph"): "the page shows what every export holds",
    ("exports", "graph"): "every export is made of one plain graph",
    ("exports", "page"): "the page is one of the files of a build",
}

# The modules and packages that may import a library.
HOMES = {
    "babel": {"sources.date_words"},
    "charset_normalizer": {"sources.encoding"},
    "distributed": {"blocks.cluster"},
    "feedparser": {"sources.formats.feeds"},
    "fsspec": {"blocks.store"},
    "graspologic_native": {"stories.communities"},
    "jinja2": {"page.template"},
    "joblib": {"sources.reading"},
    "markupsafe": {"page.template"},
    "networkx": {"model", "graph", "audit", "explanation", "saved", "questions", "sources.identity"},
    "numpy": {
        "model",
        "blocks",
        "sentence_vectors",
        "texts",
        "links",
        "stories",
        "graph.layout",
        "page.compact",
        "evaluation",
    },
    "pathspec": {"sources.discovery"},
    "publicsuffixlist": {"sources.addresses"},
    "pandas": {"frames"},
    "pyarrow": {"sources.formats.parquet", "sentence_vectors", "exports.parquet"},
    "pydantic": {"options", "files.own", "schema"},
    "pydantic_core": {"saved"},
    "pyromark": {"sources.markup"},
    "pyvis": {"page.html"},
    "rich": {"cli"},
    "scipy": {"links", "stories", "evaluation"},
    "selectolax": {"sources.markup"},
    "sklearn": {"links.vectors", "evaluation.measures"},
    "sparse_dot_topn": {"links.products"},
    "starlette": {"serving"},
    "stopwordsiso": {"texts.words"},
    "typer": {"cli"},
    "typing_extensions": {"schema"},
    "uvicorn": {"serving"},
    "w3lib": {"sources.addresses"},
    "watchfiles": {"serving"},
    "yaml": {"sources.yaml_block"},
}

# Libraries of an extra: imported where they are used, and what to install is said where one is missing.
EXTRAS = {
    "distributed": "distributed",
    "pandas": "frames",
    "pyarrow": "parquet",
    "starlette": "serve",
    "uvicorn": "serve",
    "watchfiles": "serve",
}

# Libraries that another one brings along, since they are of use only beside it.
BROUGHT_BY = {
    "jinja2": "pyvis",
    "markupsafe": "pyvis",
    "pydantic_core": "pydantic",
    "typing_extensions": "pydantic",
}

# Libraries that are data for another one: nothing imports them.
DATA = {"tzdata": "time zones for zoneinfo, where the system has none"}

# Imports inside functions, by module: what, and why it does not stand at the top.
LATE = {
    "blocks.cluster": {"distributed": "an extra, and takes a second"},
    "blocks.store": {"fsspec": "for a folder only"},
    "cli": {
        "graphkit.audit": "loads networkx",
        "graphkit.blocks": "loads numpy",
        "graphkit.blocks.cluster": "beside an extra only",
        "graphkit.questions.description": "loads networkx",
        "graphkit.questions.difference": "loads networkx",
        "graphkit.evaluation": "loads numpy, networkx and scipy",
        "graphkit.explanation": "loads networkx",
        "graphkit.saved": "loads networkx",
        "graphkit.exports": "loads networkx",
        "graphkit.exports.briefing": "loads networkx",
        "graphkit.exports.front_matter": "loads networkx",
        "graphkit.exports.markdown": "beside graphkit.exports only",
        "graphkit.exports.node_link": "loads networkx",
        "graphkit.exports.report.lines": "beside graphkit.exports only",
        "graphkit.exports.tables": "loads networkx",
        "graphkit.questions.figures": "loads networkx",
        "graphkit.files": "loads the models of pydantic",
        "graphkit.graph.plain_graph": "loads networkx",
        "graphkit.pipeline": "loads numpy, networkx and scipy",
        "graphkit.questions.searching": "loads networkx",
        "graphkit.questions.selection": "loads networkx",
        "graphkit.sentence_vectors": "loads numpy",
        "graphkit.serving": "beside an extra only",
        "graphkit.sources": "loads the list of public suffixes",
        "graphkit.sources.keys": "beside graphkit.sources only",
        "graphkit.survey": "beside graphkit.sources only",
    },
    "__main__": {"graphkit.cli": "Ctrl-C while it loads ends without a traceback"},
    "cli.timing": {"resource": "not on Windows"},
    "evaluation.measures": {"sklearn.metrics": "takes a second"},
    "page.html": {"pyvis.network": "takes 0.4 s"},
    "page.template": {"jinja2": "where a page is written only", "markupsafe": "where a page is written only"},
    "exports.parquet": {
        "pyarrow": "an extra, and takes 0.3 s",
        "pyarrow.parquet": "an extra, and takes 0.3 s",
    },
    "frames": {"pandas": "an extra, and takes half a second"},
    "links.vectors": {"sklearn.feature_extraction.text": "takes a second"},
    "sentence_vectors": {
        "pyarrow": "an extra, and takes 0.3 s",
        "pyarrow.parquet": "an extra, and takes 0.3 s",
    },
    "serving": {
        "starlette.applications": "an extra",
        "starlette.middleware": "an extra",
        "starlette.middleware.trustedhost": "an extra",
        "starlette.responses": "an extra",
        "starlette.routing": "an extra",
        "uvicorn": "an extra",
        "watchfiles": "an extra",
    },
    "sources.date_words": {"babel": "for the rare date in words other than English ones"},
    "sources.encoding": {"charset_normalizer": "for the rare file that is not UTF-8"},
    "sources.formats.feeds": {"feedparser": "takes 0.1 s, and posts do not need it"},
    "sources.formats.parquet": {
        "pyarrow": "an extra, and takes 0.3 s",
        "pyarrow.parquet": "an extra, and takes 0.3 s",
    },
    "sources.markup": {
        "pyromark": "for the rare post that has a body",
        "selectolax.lexbor": "for the rare post that has a body",
    },
    "sources.reading": {"joblib": "loads numpy, which a small archive does not need to be read"},
    "texts.words": {"stopwordsiso": "reads a file of 58 languages, which no other command needs"},
}

NO_NAMES = re.compile(r"utils?|helpers?|core|common|misc")


@dataclass(frozen=True)
class Import:
    """One name's worth of an import statement."""

    importer: str
    imported: str
    line: int
    is_late: bool
    for_types: bool

    def __str__(self) -> str:
        return f"graphkit/{self.importer.replace('.', '/')}, line {self.line}: {self.imported}"


def module_name(path: Path) -> str:
    """Dotted name below the package; the package itself is ``graphkit``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts if parts[-1] != "__init__" else parts[:-1]) or "graphkit"


TREES = {
    module_name(path): ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    for path in sorted(PACKAGE.rglob("*.py"))
}


def find_imports() -> Iterator[Import]:
    """All imports of all modules, with where they stand."""
    for importer, tree in TREES.items():
        late = _lines_within(tree, lambda node: isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))
        for_types = _lines_within(tree, _is_for_types)
        for node in ast.walk(tree):
            for imported in _imported(node):
                line = getattr(node, "lineno", 0)
                yield Import(importer, imported, line, line in late, line in for_types)


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        module = node.module or ""
        for alias in node.names:
            below = f"{module}.{alias.name}"
            yield below if below.removeprefix("graphkit.") in TREES and below.startswith("graphkit.") else module


def _lines_within(tree: ast.AST, is_wanted: Callable[[ast.AST], bool]) -> set[int]:
    return {
        line
        for node in ast.walk(tree)
        if is_wanted(node)
        for line in range(getattr(node, "lineno", 0), (getattr(node, "end_lineno", 0) or 0) + 1)
    }


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


IMPORTS = tuple(find_imports())
OWN_IMPORTS = tuple(found for found in IMPORTS if found.imported.split(".")[0] == "graphkit")


def unit_of(module: str) -> str:
    """The module or package directly below graphkit that a module belongs to."""
    return module.removeprefix("graphkit.").split(".")[0]


def is_at_home(module: str, homes: set[str]) -> bool:
    return any(module == home or module.startswith(home + ".") for home in homes)


def test_every_module_has_its_place_among_the_layers() -> None:
    assert sorted({unit_of(module) for module in TREES}) == sorted(unit for row in LAYERS for unit in row)


def test_imports_go_downwards_only() -> None:
    row_of = {unit: row for row, units in enumerate(LAYERS) for unit in units}
    wrong = [
        str(found)
        for found in OWN_IMPORTS
        if (one := unit_of(found.importer)) != (other := unit_of(found.imported)) and row_of[other] >= row_of[one]
    ]
    assert wrong == []


def between_stages() -> Iterator[tuple[Import, str]]:
    """Imports of one stage from another, with the name of what is imported."""
    for found in OWN_IMPORTS:
        imported = found.imported.removeprefix("graphkit.")
        one, other = unit_of(found.importer), unit_of(imported)
        if one != other and {one, other} <= STAGES:
            yield found, imported


def test_a_stage_takes_from_an_earlier_one_only_what_is_listed() -> None:
    wrong = [
        str(found)
        for found, imported in between_stages()
        if not any(is_at_home(found.importer, {a}) and is_at_home(imported, {b}) for a, b in BETWEEN_STAGES)
    ]
    assert wrong == []


def test_all_that_a_stage_may_take_is_taken() -> None:
    unused = [
        (a, b)
        for a, b in BETWEEN_STAGES
        if not any(
            is_at_home(found.importer, {a}) and is_at_home(imported, {b}) for found, imported in between_stages()
        )
    ]
    assert unused == []


def test_modules_of_one_package_do_not_import_in_a_circle() -> None:
    needs: dict[str, set[str]] = {module: set() for module in TREES}
    for found in OWN_IMPORTS:
        if not found.for_types and not found.is_late:
            needs[found.importer].add(found.imported.removeprefix("graphkit."))
    while free := [module for module, others in needs.items() if not others & needs.keys() - {module}]:
        for module in free:
            del needs[module]
    assert sorted(needs) == []


def test_every_library_is_imported_at_its_home_only() -> None:
    homeless = [
        str(found)
        for found in IMPORTS
        if (library := found.imported.split(".")[0]) not in sys.stdlib_module_names | {"graphkit"}
        and not is_at_home(found.importer, HOMES.get(library, set()))
    ]
    assert homeless == []


def test_every_home_is_lived_in() -> None:
    used = {(found.imported.split(".")[0], found.importer) for found in IMPORTS}
    empty = [
        (library, home)
        for library, homes in HOMES.items()
        for home in sorted(homes)
        if not any(library == imported and is_at_home(importer, {home}) for imported, importer in used)
    ]
    assert empty == []


def test_every_library_is_a_declared_dependency() -> None:
    pyproject = PACKAGE.parent / "pyproject.toml"
    if not pyproject.is_file():
        pytest.skip("needs the checkout: an installed graphkit has no pyproject.toml")
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    requirements = [
        *project["dependencies"],
        *(one for name in dict.fromkeys(EXTRAS.values()) for one in project["optional-dependencies"][name]),
    ]
    declared = {re.split(r"[<>=!~ ;\[]", requirement)[0].lower().replace("_", "-") for requirement in requirements}
    distributions = packages_distributions()
    imported = {distributions[BROUGHT_BY.get(library, library)][0].lower().replace("_", "-") for library in HOMES}
    assert imported | DATA.keys() == declared


def test_imports_stand_at_the_top_unless_a_library_is_slow() -> None:
    late = [found for found in IMPORTS if found.is_late]
    unexplained = [
        str(found)
        for found in late
        if not any(is_at_home(found.importer, {home}) and found.imported in reasons for home, reasons in LATE.items())
    ]
    assert unexplained == []


def test_every_late_import_that_is_listed_is_there() -> None:
    late = [(found.importer, found.imported) for found in IMPORTS if found.is_late]
    gone = [
        (home, imported)
        for home, reasons in LATE.items()
        for imported in reasons
        if not any(is_at_home(importer, {home}) and imported == there for importer, there in late)
    ]
    assert gone == []


def test_only_the_command_line_prints() -> None:
    loud = [
        f"{module}, line {node.lineno}: {said}"
        for module, tree in TREES.items()
        if unit_of(module) != "cli"
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
        and (said := ast.unparse(node))
        in {"print", "input", "sys.stdout", "sys.stderr", "logging.basicConfig", "warnings.warn"}
    ]
    assert loud == []


def test_every_module_that_logs_names_its_logger_after_itself() -> None:
    loggers = [
        f"{module}, line {node.lineno}"
        for module, tree in TREES.items()
        if unit_of(module) not in {"cli", "graphkit"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "logging.getLogger"
        and ast.unparse(node) != "logging.getLogger(__name__)"
    ]
    assert loggers == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [module for module in TREES if any(NO_NAMES.fullmatch(part) for part in module.split("."))] == []


def test_every_module_and_every_public_name_says_what_it_is_for() -> None:
    silent = [
        f"{module}: {getattr(node, 'name', 'the module')}"
        for module, tree in TREES.items()
        for node in (tree, *tree.body)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and not getattr(node, "name", "").startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_every_public_name_is_there_and_comes_from_the_module_that_type_checkers_see() -> None:
    for_types = {
        (alias.name, node.module)
        for guard in TREES["graphkit"].body
        if _is_for_types(guard)
        for node in ast.walk(guard)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(for_types) == sorted(graphkit._HOME.items())
    assert sorted(graphkit.__all__) == sorted([*graphkit._HOME, "__version__"])
    assert [name for name in graphkit.__all__ if getattr(graphkit, name, None) is None] == []
    assert set(graphkit.__all__) - set(dir(graphkit)) == set()


def test_no_name_takes_the_place_of_a_module() -> None:
    """What a name means would depend on what was imported before."""
    modules = ["graphkit" if module == "graphkit" else f"graphkit.{module}" for module in TREES if module != "__main__"]
    imported = {module: import_module(module) for module in modules}
    hidden = [
        module
        for module in modules
        if module != "graphkit"
        and getattr(imported[module.rpartition(".")[0]], module.rpartition(".")[2]) is not imported[module]
    ]
    assert hidden == []
    assert [name for name in graphkit.__all__ if f"graphkit.{name}" in modules] == []


def test_a_name_that_graphkit_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'graphkit' has no attribute 'biuld'"):
        _ = graphkit.biuld
