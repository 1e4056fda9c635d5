"""`manage.py screenshots`: the main views of the demo as pictures, for people to look at.

Four languages, a phone and a desk, light and dark, and a contact sheet of them all. The sample
house is loaded where it is not there yet, and served on loopback while they are taken.
"""

import argparse
import os
import sys
from pathlib import Path

from polku.base.database import embedded
from polku.demo import stage
from tests.bench.servers import Server
from tests.browser import chromium


def run(root: Path, arguments: list[str]) -> None:
    """The command. Raises DatabaseUnavailable; other troubles end it with one sentence."""
    var = Path(os.environ.get("POLKU_VAR", root / "var")).absolute()
    options = _parser(var).parse_args(arguments)
    if chromium.PATH is None:
        sys.exit(f"Screenshots need Chromium. {chromium.HOW_TO_GET_IT}")
    os.environ |= {
        "POLKU_MODE": "demo",
        "POLKU_VAR": str(var),
        "PYTHONPATH": os.pathsep.join((str(root / "site"), str(root))),
    }
    options.folder.mkdir(parents=True, exist_ok=True)
    with embedded.at_hand(var):
        _photograph(options)


def _photograph(options: argparse.Namespace) -> None:
    import django

    django.setup()

    from tests.screenshots import camera, sheet, views  # they know models

    stage.prepare()
    paths = views.paths()
    if unknown := set(options.views or ()) - set(paths):
        sys.exit(f"No view is called {', '.join(unknown)}: choose from {', '.join(paths)}.")
    chosen = {view: path for view, path in paths.items() if view in (options.views or paths)}
    shots = []
    with Server("polku.wsgi:application") as server, chromium.running() as browser:
        site = f"http://127.0.0.1:{server.port}"
        for shot in camera.take(browser, site, chosen, views.LANGUAGES, options.folder):
            shots.append(shot)
            print(f"    {shot.file_name}", flush=True)
    print(f"{len(shots)} pictures: {sheet.write(options.folder, shots)}")


def _parser(var: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="manage.py screenshots",
        description="Write pictures of the main views of the demo, with a contact sheet.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=var / "screenshots",
        help="where they go (screenshots below POLKU_VAR)",
    )
    parser.add_argument(
        "--view", dest="views", action="append", help="only this one; may be repeated"
    )
    return parser
