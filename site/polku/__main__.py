"""The command line: Django's commands, with the database at hand."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# These need no database, so they do not start one.
WITHOUT_DATABASE = {
    "collectstatic",
    "compile_catalogues",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "version",
}


def main(arguments: list[str] | None = None) -> None:
    """Run one command; what goes wrong with the ground under it is said in one sentence."""
    arguments = sys.argv if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polku.settings")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from polku.base.database import DatabaseUnavailable, embedded

    command = arguments[1] if len(arguments) > 1 else "help"
    try:
        if command.startswith("-") or command in WITHOUT_DATABASE:
            execute_from_command_line(arguments)
            return
        var = Path(os.environ.get("POLKU_VAR", ROOT / "var"))
        with embedded.at_hand(var):
            execute_from_command_line(arguments)
    except (DatabaseUnavailable, ImproperlyConfigured) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
