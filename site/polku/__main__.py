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
    command = arguments[1] if len(arguments) > 1 else "help"
    try:
        _run(command, arguments)
    except KeyboardInterrupt:
        sys.exit(130)


def _run(command: str, arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polku.settings")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, execute_from_command_line

    from polku.base.database import DatabaseUnavailable, embedded

    try:
        if command == "test":
            from polku.base import suite

            suite.run(ROOT, arguments[2:])
        elif command == "demo":
            from polku.demo import stage

            stage.run(ROOT, arguments[2:])
        elif command == "bench":
            from tests.bench import command as bench  # in a checkout only, like the tests

            bench.run(ROOT, arguments[2:])
        elif command == "screenshots":
            from tests.screenshots import command as screenshots  # likewise

            screenshots.run(ROOT, arguments[2:])
        elif command.startswith("-") or command in WITHOUT_DATABASE:
            execute_from_command_line(arguments)
        else:
            with embedded.at_hand(Path(os.environ.get("POLKU_VAR", ROOT / "var"))):
                execute_from_command_line(arguments)
    except (CommandError, DatabaseUnavailable, ImproperlyConfigured) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
