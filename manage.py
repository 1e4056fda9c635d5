#!/usr/bin/env python3
"""Polku's command line: `demo`, `test`, and every command of Django and Wagtail.

Only the standard library is used until an environment with the packages is found or made.
"""

import sys

# Ahead of every other import, and written so that old Pythons can read it.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        # A format that old Pythons know, too.
        "Polku needs Python 3.11 or newer, and this is Python %d.%d: install a newer one, "  # noqa: UP031
        "or name it, as in: python3.11 manage.py demo" % sys.version_info[:2]
    )
if sys.platform == "win32":
    sys.exit("Polku runs on Linux and macOS. On Windows, start it inside WSL.")

from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]

if __name__ == "__main__":
    from polku.base.environment import EnvironmentUnavailable, ensure

    try:
        ensure(ROOT, sys.argv)
    except EnvironmentUnavailable as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped; the next call goes on from here.")

    from polku.__main__ import main

    main()
