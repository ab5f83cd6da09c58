"""The docs are true: what they name is there, and what is there they name."""

import re
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

import confsys
from docs.__main__ import MADE
from tests.test_architecture import FLOORS, floor_of

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
PICTURES = sorted((ROOT / "docs/pictures").glob("*.png"))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
OPERATING = (ROOT / "docs/operating.md").read_text()
LARGEST = 150_000


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchors(page: Path) -> set[str]:
    """The marks of a page's headings, as a forge makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page):
    for target in LINK.findall(page.read_text()):
        file, _hash, mark = unquote(target).partition("#")
        if ":" in file:
            continue
        there = (page.parent / file).resolve() if file else page
        assert there.is_file() and there.is_relative_to(ROOT), target
        assert not mark or mark in anchors(there), target


@pytest.mark.parametrize("picture", PICTURES, ids=name)
def test_every_picture_is_shown_and_light(picture):
    assert any(f"pictures/{picture.name})" in page.read_text() for page in PAGES)
    assert picture.stat().st_size <= LARGEST


@pytest.mark.parametrize("page", MADE)
def test_a_page_made_from_the_product_is_as_it_would_be_made_now(page):
    assert (ROOT / "docs" / page).read_text() == MADE[page]()


def test_every_setting_is_explained():
    read = re.findall(r'value\("([A-Z_]+)"', (ROOT / "confsys/config.py").read_text())
    deployed = [each.read_text() for each in (ROOT / "deploy").iterdir() if each.is_file()]
    named = {f"CONFSYS_{variable}" for variable in read} | set(re.findall(r"CONFSYS_[A-Z_]+", "".join(deployed)))
    assert {variable for variable in named if f"`{variable}`" not in OPERATING} == set()


def test_every_command_is_explained(whole_app):
    groups = whole_app.cli.commands
    ours = [
        f"{group} {command}" if isinstance(groups[group], click.Group) else group
        for group in groups
        if group != "db"  # Alembic's own
        for command in getattr(groups[group], "commands", [""])
    ]
    assert [command for command in [*ours, "db upgrade"] if f"flask --app wsgi {command}" not in OPERATING] == []


def test_the_map_of_the_house_is_the_house():
    """In reading order: every room once, and none below one it may not stand on."""
    cells = [re.split(r"\s{2,}", line.strip()) for line in confsys.__doc__.splitlines() if line.startswith("    ")]
    rooms = [room for line in cells for cell in line[::2] for room in cell.split() if "-" not in room]
    assert sorted(rooms) == sorted(room for floor in FLOORS for room in floor)
    assert [floor_of(room) for room in rooms] == sorted((floor_of(room) for room in rooms), reverse=True)
