"""Repair of Babel: what one language takes over from the common data is written back into them, so
that all others speak of Pashto weekdays once a Pashto date was written
(https://github.com/python-babel/babel/issues/1234).
"""

from collections.abc import Mapping, MutableMapping

from babel.localedata import LocaleDataDict


def keep() -> None:
    """Each reader of the data writes into a copy of its own, and follows what a language takes from
    elsewhere through that copy: followed through the bare data, it would lose what the language
    says itself."""
    LocaleDataDict.__init__ = _of_its_own


def _of_its_own(self, data: MutableMapping, base: Mapping | None = None) -> None:
    self._data = data.copy()
    self.base = self if base is None else base
