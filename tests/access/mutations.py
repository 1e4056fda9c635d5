"""The mutation run, by hand:

    python3 manage.py shell -c "from tests.access.mutations import run; run()"

For each scope of `scopes.SCOPES` the tests of access run once without it, in a process of their
own, and must turn red. A scope that can be taken away unnoticed is guarded by no test.
"""

import os
import subprocess
import sys

WITHOUT_SCOPE = "POLKU_WITHOUT_SCOPE"
# Behind the editor's door the matrix misses a scope soonest, elsewhere the shorter tests do.
MATRIX = "tests/access/cms"
OTHERS = [
    f"tests/access/test_{name}.py"
    for name in ("queries", "groups", "upkeep", "routes", "crawl", "canaries")
]


def take_away_scope() -> None:
    """In the process of a mutation run: its scope goes."""
    from tests.access.scopes import BY_NAME

    if name := os.environ.get(WITHOUT_SCOPE):
        BY_NAME[name].take_away()


def run() -> None:
    """Print a line a scope, and leave with 1 where one is not missed."""
    from tests.access.scopes import SCOPES

    unnoticed = [scope.name for scope in SCOPES if not _is_missed(scope.name)]
    print(f"{len(SCOPES) - len(unnoticed)} red of {len(SCOPES)}")
    sys.exit(1 if unnoticed else 0)


def _is_missed(name: str) -> bool:
    kept = {
        k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "POLKU_MODE")
    }
    of_editors = name.startswith(("orgs.fence", "orgs.translation_guard", "polku."))
    tests = [MATRIX, *OTHERS] if of_editors else [*OTHERS, MATRIX]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        env=kept | {WITHOUT_SCOPE: name},
        capture_output=True,
        text=True,
    )
    first = next((line for line in done.stdout.splitlines() if line.startswith("FAILED")), "")
    # 1: tests ran, and some failed. Anything else is a fault of the run itself, as where the scope
    # is not found.
    is_red = done.returncode == 1 and bool(first)
    verdict = "red" if is_red else "did not run" if done.returncode else "GREEN: nobody noticed"
    print(f"{name:70} {verdict}  {first[:100]}", flush=True)
    return is_red
