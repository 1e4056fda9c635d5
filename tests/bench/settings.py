"""The site's own settings with a stock Wagtail page beside it, for comparison.

`POLKU_BENCH_DATABASE` names one of the databases in the cluster of the bench.
"""

import os

from polku.settings import *  # noqa: F403
from polku.settings import DATABASES, INSTALLED_APPS

INSTALLED_APPS = ["tests.bench.stock", *INSTALLED_APPS]
DATABASES["default"]["NAME"] = os.environ["POLKU_BENCH_DATABASE"]
