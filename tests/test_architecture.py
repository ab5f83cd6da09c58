"""The house keeps its shape: imports point one way, only changes.py commits, doors touch no rows, rules know no web."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "confsys"

# From the ground up. A module imports from its own floor's left neighbours and from every floor below.
FLOORS = [
    ["ids", "folding", "words", "aside"],
    ["spelled"],
    ["errors", "config"],
    ["clock", "extensions"],
    ["journal", "settings", "shown", "forms", "listing", "often"],
    ["changes", "doors", "commands", "web"],
    ["people"],
    ["sites"],
    ["office", "tasks"],
    ["scheduling"],
    ["conferences"],
    ["letters"],
    ["free_time"],
    ["polls"],
    ["weeks"],
    ["invitations"],
    ["agenda"],
    ["calendars"],
    ["accounts"],
    ["reorganising"],
    ["history"],
    ["live"],
    ["steps"],
    ["past"],
    ["desk", "planner", "styleguide"],
    ["api"],
    ["reactions"],
    ["demo_rooms", "demo_sites", "demo_weeks"],
    ["demo", "jobs"],
    ["worker"],
    ["cli"],
    ["app"],
]
ROOMS = ["models", "access", "queries", "tasks", "actions", "forms", "routes", "sockets"]
FILES = sorted(path for path in HOUSE.rglob("*.py"))


def parts(path: Path) -> tuple[str, ...]:
    return path.relative_to(HOUSE).with_suffix("").parts


def floor_of(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


def imports(path: Path):
    """(module parts under confsys, line) for each import of our own."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "confsys":
            base = node.module.split(".")[1:]
            for alias in node.names:
                inner = [*base, alias.name]
                is_module = (HOUSE.joinpath(*inner)).is_dir() or HOUSE.joinpath(*inner).with_suffix(".py").exists()
                yield tuple(inner if is_module else base), node.lineno
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "confsys":
                    yield tuple(alias.name.split(".")[1:]), node.lineno


def source(path: Path) -> str:
    return path.read_text()


def name(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def test_every_module_stands_on_a_floor():
    known = {each for floor in FLOORS for each in floor}
    assert {parts(path)[0] for path in FILES} - {"__init__"} <= known


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_point_down(path):
    here = parts(path)
    if here == ("__init__",):
        return
    for target, line in imports(path):
        if target and target[0] != here[0]:
            assert floor_of(target[0]) < floor_of(here[0]) or (
                floor_of(target[0]) == floor_of(here[0])
                and FLOORS[floor_of(here[0])].index(target[0]) < FLOORS[floor_of(here[0])].index(here[0])
            ), f"{name(path)}:{line} imports {'.'.join(target)}"


@pytest.mark.parametrize("path", [path for path in FILES if path.stem in ROOMS], ids=name)
def test_inside_a_package_imports_point_left(path):
    here = parts(path)
    for target, line in imports(path):
        if len(target) == 2 and target[0] == here[0] and target[1] in ROOMS:
            assert ROOMS.index(target[1]) < ROOMS.index(here[1]), f"{name(path)}:{line} imports {'.'.join(target)}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nothing_is_imported_inside_a_function(path):
    for function in ast.walk(ast.parse(source(path))):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                assert not isinstance(node, ast.Import | ast.ImportFrom), f"{name(path)}:{node.lineno}"


@pytest.mark.parametrize("path", [path for path in FILES if parts(path) != ("changes",)], ids=name)
def test_only_changes_commits(path):
    calls = [node for node in ast.walk(ast.parse(source(path))) if isinstance(node, ast.Attribute)]
    for node in calls:
        assert node.attr not in ("commit", "begin_nested"), f"{name(path)}:{node.lineno} commits"


NO_ROWS = ("g", "request", "answer", "view", "self", "response", "client", "handler")


@pytest.mark.parametrize("path", [path for path in FILES if path.stem in ("routes", "sockets")], ids=name)
def test_doors_touch_no_rows(path):
    tree = ast.parse(source(path))
    assert ("extensions",) not in [target for target, _line in imports(path)], f"{name(path)} reaches for the database"
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                row = isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
                free = row and target.value.id in (
                    "g",
                    "request",
                    "answer",
                    "view",
                    "self",
                    "response",
                    "client",
                    "handler",
                )
                assert not row or free, f"{name(path)}:{node.lineno} sets an attribute of {ast.unparse(target)}"


RULES = (
    *("models", "access", "queries", "tasks", "actions", "rules", "consequences", "transitions"),
    *("timing", "calendar", "links", "event", "working_days", "public_holidays", "parts", "logo"),
)


@pytest.mark.parametrize("path", [path for path in FILES if path.stem in RULES], ids=name)
def test_rules_know_no_web(path):
    web = {"request", "session", "redirect", "render_template", "make_response", "Response", "flash", "abort"}
    for node in ast.walk(ast.parse(source(path))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("flask", "werkzeug")):
            found = web & {alias.name for alias in node.names}
            excused = name(path) == "people/access.py" and found == {"request"}  # who knocks is in the request
            assert not found or excused, f"{name(path)} imports {found}"


def test_no_room_for_leftovers():
    names = {path.stem for path in FILES}
    assert not names & {"utils", "util", "helpers", "common", "misc", "base", "core", "managers", "services"}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_stay_readable(path):
    assert len(source(path).splitlines()) <= 300


def test_templates_have_no_inline_style_or_script():
    for file in (ROOT / "templates").rglob("*.html"):
        text = file.read_text()
        assert " style=" not in text, file
        assert " onclick=" not in text and " onchange=" not in text and " onsubmit=" not in text, file
        for piece in text.split("<script")[1:]:
            head = piece.split(">")[0]
            assert "src=" in head or "application/json" in head, file
            assert "nonce=" in head or "application/json" in head, file
