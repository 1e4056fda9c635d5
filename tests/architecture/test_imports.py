"""Who may know whom: imports and relations go down the house only."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
# Lowest first. A package imports only from those before it.
HOUSE = [
    "polku.base",
    "orgs",
    "polku.record",
    "polku.content",
    "activities",
    "referrals",
    "polku.demo",
    "polku.urls",
]
ROOMS = ["people", "consent", "cases", "exchange", "reports", "desk"]
# Inside a package or room, lowest first.
FLOORS = ["states", "models", "rules", "queries", "services", "forms", "views", "urls"]
PLACES = [
    "polku.content",
    "polku.content.upkeep",
    "polku.content.visits",
    "polku.content.translation",
    "orgs",
    "activities",
    "activities.signups",
    "activities.handouts",
    *(f"referrals.{room}" for room in ROOMS),
]
# Rooms inside a package, built on all the rest of it.
INNER_ROOMS = {"activities": ["signups", "handouts"]}
# Wagtail saves and serves a page through the page's own methods, so these hand on upwards.
PAGES_HAND_ON = {
    "activities": [
        "activities.models.page -> activities.services.publishing",
        "activities.models.page -> activities.views.discovery",
        "activities.models.listing -> activities.views.discovery",
        "activities.models.need -> activities.views.needs",
        # Wagtail's pages name the panels and forms by which they are edited.
        "activities.panels -> activities.forms.changes",
        "activities.panels -> activities.forms.schedule",
    ],
    "polku.content": [
        "polku.content.models.form -> polku.content.views.answers",
        "polku.content.models.form -> polku.content.views.forms",
    ],
}
FRONT_DOOR = ["polku.settings", "polku.urls", "polku.wsgi", "polku.asgi", "polku.__main__"]


def test_imports_go_down_the_house_only(tmp_path):
    """What import-linter prints shows each chain of imports that goes up."""
    assert _lint(_contracts(), tmp_path) == 0


def test_a_contract_that_is_broken_is_found(tmp_path, capsys):
    assert _lint({"House": _layers(["referrals", "orgs"])}, tmp_path) == 1
    assert "House BROKEN" in capsys.readouterr().out


def _contracts() -> dict[str, list[str]]:
    """import-linter's contracts by name: the lines of each."""
    contracts = {
        "House": _layers(HOUSE),
        "Rooms of referrals": _layers([f"referrals.{room}" for room in ROOMS]),
        "Front door": [
            "type = forbidden",
            "source_modules =",
            *(f"    {name}" for name in HOUSE if name != "polku.urls"),
            "forbidden_modules =",
            *(f"    {name}" for name in FRONT_DOOR),
        ],
    }
    for package, rooms in INNER_ROOMS.items():
        contracts[f"Below the rooms of {package}"] = [
            "type = forbidden",
            "source_modules =",
            *(f"    {package}.{name}" for name in _inside(package) if name not in rooms),
            "forbidden_modules =",
            *(f"    {package}.{room}" for room in rooms),
        ]
    for place in PLACES:
        floors = [floor for floor in FLOORS if _exists(f"{place}.{floor}")]
        if len(floors) > 1:
            contracts[place] = _layers([f"{place}.{floor}" for floor in floors])
            if ignored := PAGES_HAND_ON.get(place):
                contracts[place] += ["ignore_imports =", *(f"    {line}" for line in ignored)]
    return contracts


def _inside(package: str) -> list[str]:
    """The modules and packages right inside a package."""
    folder = ROOT / package.replace(".", "/")
    found = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    return sorted(found + [path.parent.name for path in folder.glob("*/__init__.py")])


def _layers(lowest_first: list[str]) -> list[str]:
    return ["type = layers", "layers =", *(f"    {name}" for name in reversed(lowest_first))]


def _exists(module: str) -> bool:
    path = ROOT / ("site" if module.startswith("polku") else "") / module.replace(".", "/")
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def _lint(contracts: dict[str, list[str]], folder: Path) -> int:
    """0 where the imports keep all contracts."""
    roots = sorted({name.split(".")[0] for name in HOUSE})
    lines = ["[importlinter]", "root_packages =", *(f"    {name}" for name in roots)]
    for number, (name, content) in enumerate(contracts.items()):
        lines += [f"[importlinter:contract:{number}]", f"name = {name}", *content]
    path = folder / "contracts.ini"
    path.write_text("\n".join(lines))
    return lint_imports(config_filename=str(path), no_cache=True, no_logo=True, is_debug_mode=True)


def _floor(package: str) -> int | None:
    """How high in the house a package stands; None for packages of others."""
    for height, name in enumerate(HOUSE):
        if package == name or package.startswith(f"{name}."):
            return height
    return None


def higher_relations(found: list[type[models.Model]]) -> list[str]:
    """Relations to a model of a higher package or room; only the account may be named by all."""
    faults = []
    for model in found:
        own = model._meta.app_config.name
        for field in model._meta.get_fields():
            if field.auto_created or not field.is_relation or field.related_model is None:
                continue
            target = field.related_model
            if target._meta.label == settings.AUTH_USER_MODEL:
                continue
            if _is_above(target._meta.app_config.name, own):
                faults.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    return faults


def _is_above(package: str, own: str) -> bool:
    heights = _floor(package), _floor(own)
    if None in heights:
        return False
    if heights[0] == heights[1] == HOUSE.index("referrals"):
        return ROOMS.index(package.split(".")[1]) > ROOMS.index(own.split(".")[1])
    return heights[0] > heights[1]


def test_relations_go_down_the_house_only():
    assert higher_relations(apps.get_models()) == []


@pytest.mark.parametrize(
    ("package", "own", "above"),
    [
        ("activities", "orgs", True),
        ("orgs", "activities", False),
        ("polku.record", "orgs", True),
        ("referrals.exchange", "referrals.people", True),
        ("referrals.people", "referrals.exchange", False),
        ("referrals.people", "referrals.people", False),
        ("wagtail.images", "orgs", False),
    ],
)
def test_what_counts_as_higher(package, own, above):
    assert _is_above(package, own) is above


def test_views_ask_queries_and_services_only():
    """Views and urls of the rooms never reach for a table themselves."""
    faults = []
    for place in PLACES:
        folder = ROOT / ("site" if place.startswith("polku") else "") / place.replace(".", "/")
        for path in [*folder.glob("views.py"), *folder.glob("views/**/*.py")]:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager"):
                    faults.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert faults == []
