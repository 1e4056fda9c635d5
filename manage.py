#!/usr/bin/env python3
"""Polku's command line: `demo`, `test`, and every command of Django and Wagtail."""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(ROOT, "site"), ROOT]

if __name__ == "__main__":
    from polku.__main__ import main

    main()
