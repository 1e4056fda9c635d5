"""The site's own settings with a stock Wagtail page beside it, for comparison.

`POLKU_BENCH_DATABASE` names one of the databases in the cluster of the bench. Without
`POLKU_BENCH_CACHED` every page is made for each request.
"""

import os

from polku.settings import *  # noqa: F403
from polku.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = ["tests.bench.stock", *INSTALLED_APPS]
DATABASES["default"]["NAME"] = os.environ["POLKU_BENCH_DATABASE"]
if "POLKU_BENCH_CACHED" not in os.environ:
    MIDDLEWARE = [one for one in MIDDLEWARE if not one.endswith(".PageCache")]
