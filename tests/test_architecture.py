"""The house keeps its shape: imports point one way, only writing.py commits, doors touch no rows, rules know no web."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "confsys"

# From the ground up. A module imports from its own floor's left neighbours and from every floor below.
FLOORS = [
    ["ids", "folding", "words", "aside"],
    ["spelled"],
    ["errors", "config"],
    ["clock", "extensions", "seats"],
    ["journal", "writing", "settings", "one_clock", "shown", "forms", "listing", "often"],
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
    ["readiness"],
    ["attendance"],
    ["presence"],
    ["agenda"],
    ["floor"],
    ["votes"],
    ["messages"],
    ["stage"],
    ["delegates"],
    ["calendars"],
    ["accounts"],
    ["reorganising"],
    ["history"],
    ["live"],
    ["screens"],
    ["steps"],
    ["past"],
    ["offline"],
    ["site_desk", "board"],
    ["console", "course", "technician"],
    ["desk", "planner", "styleguide"],
    ["api"],
    ["reactions"],
    [
        "demo_screens",
        "demo_rooms",
        "demo_sites",
        "demo_weeks",
        "demo_readiness",
        "demo_attendance",
        "demo_messages",
        "demo_floor",
        "demo_answers",
    ],
    ["demo", "jobs", "bots"],
    ["worker"],
    ["cli", "places"],
    ["app"],
]
ROOMS = ["models", "access", "queries", "tasks", "actions", "forms", "routes", "sockets"]
FILES = sorted(path for path in HOUSE.rglob("*.py"))


def parts(path: Path) -> tuple[str, ...]:
    return path.relative_to(HOUSE).with_suffix("").parts


def floor_of(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


@cache
def source(path: Path) -> str:
    return path.read_text()


@cache
def nodes(path: Path) -> list[ast.AST]:
    """All there is in it, from the outside in."""
    return list(ast.walk(ast.parse(source(path))))


@cache
def imports(path: Path) -> list[tuple[tuple[str, ...], int]]:
    """(module parts under confsys, line) for each import of our own."""
    found: list[tuple[tuple[str, ...], int]] = []
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "confsys":
            base = node.module.split(".")[1:]
            for alias in node.names:
                inner = [*base, alias.name]
                is_module = (HOUSE.joinpath(*inner)).is_dir() or HOUSE.joinpath(*inner).with_suffix(".py").exists()
                found.append((tuple(inner if is_module else base), node.lineno))
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "confsys":
                    found.append((tuple(alias.name.split(".")[1:]), node.lineno))
    return found


def name(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def named(*stems: str) -> list[Path]:
    return [path for path in FILES if path.stem in stems]


def test_every_module_stands_on_a_floor():
    known = {each for floor in FLOORS for each in floor}
    assert {parts(path)[0] for path in FILES} - {"__init__"} <= known


def below(target: str, here: str) -> bool:
    """Whether a package stands on a lower floor than another, or to its left on the same."""
    floors = floor_of(target), floor_of(here)
    floor = FLOORS[floors[1]]
    return floors[0] < floors[1] or (floors[0] == floors[1] and floor.index(target) < floor.index(here))


def test_imports_point_down():
    up = [
        f"{name(path)}:{line} imports {'.'.join(target)}"
        for path in FILES
        for target, line in imports(path)
        if parts(path) != ("__init__",) and target and target[0] != parts(path)[0]
        if not below(target[0], parts(path)[0])
    ]
    assert up == []


def test_inside_a_package_imports_point_left():
    right = [
        f"{name(path)}:{line} imports {'.'.join(target)}"
        for path in named(*ROOMS)
        for target, line in imports(path)
        if len(target) == 2 and target[0] == parts(path)[0] and target[1] in ROOMS
        if not ROOMS.index(target[1]) < ROOMS.index(parts(path)[1])
    ]
    assert right == []


def test_nothing_is_imported_inside_a_function():
    inside = [
        f"{name(path)}:{node.lineno}"
        for path in FILES
        for function in nodes(path)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_only_one_place_commits():
    commits = [
        f"{name(path)}:{node.lineno} commits"
        for path in FILES
        if parts(path) != ("writing",)
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in ("commit", "begin_nested")
    ]
    assert commits == []


NO_ROWS = ("g", "request", "answer", "view", "self", "response", "client", "handler")


def rows_set(path: Path):
    """Each assignment to an attribute of something that may be a row."""
    for node in nodes(path):
        if isinstance(node, ast.Assign | ast.AugAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                row = isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
                if row and target.value.id not in NO_ROWS:
                    yield f"{name(path)}:{node.lineno} sets an attribute of {ast.unparse(target)}"


def test_doors_touch_no_rows():
    doors = named("routes", "sockets")
    assert [name(path) for path in doors if ("extensions",) in [target for target, _line in imports(path)]] == []
    assert [each for path in doors for each in rows_set(path)] == []


RULES = (
    *("models", "access", "queries", "tasks", "actions", "rules", "consequences", "transitions"),
    *("timing", "calendar", "links", "event", "working_days", "public_holidays", "parts", "logo"),
)
WEB = {"request", "session", "redirect", "render_template", "make_response", "Response", "flash", "abort"}


def web_in(path: Path) -> set[str]:
    """What of the web it imports; who knocks is in the request, so people/access.py may have that."""
    froms = [node for node in nodes(path) if isinstance(node, ast.ImportFrom)]
    of_web = [node for node in froms if (node.module or "").startswith(("flask", "werkzeug"))]
    found = WEB & {alias.name for node in of_web for alias in node.names}
    return found - {"request"} if name(path) == "people/access.py" else found


def test_rules_know_no_web():
    assert {name(path): found for path in named(*RULES) if (found := web_in(path))} == {}


def test_no_room_for_leftovers():
    names = {path.stem for path in FILES}
    assert not names & {"utils", "util", "helpers", "common", "misc", "base", "core", "managers", "services"}


def test_files_stay_readable():
    assert {name(path): lines for path in FILES if (lines := len(source(path).splitlines())) > 300} == {}


def test_templates_have_no_inline_style_or_script():
    for file in (ROOT / "templates").rglob("*.html"):
        text = file.read_text()
        assert " style=" not in text, file
        assert " onclick=" not in text and " onchange=" not in text and " onsubmit=" not in text, file
        for piece in text.split("<script")[1:]:
            head = piece.split(">")[0]
            assert "src=" in head or "application/json" in head, file
            assert "nonce=" in head or "application/json" in head, file
