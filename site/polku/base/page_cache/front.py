"""Ahead of Django: a page that is kept is sent before a request is even made of what was asked.

What may be kept, under which key and how long, is said by the middleware alone: only what it has
put into the store is found here, and anything else goes on to Django.
"""

from collections.abc import Callable, Iterable

from django.core.exceptions import SuspiciousOperation

from .answers import answer
from .questions import key_of_environ
from .stores import store


class Front:
    """A WSGI application in front of another one."""

    def __init__(self, application: Callable):
        self.application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        try:
            key = key_of_environ(environ)
        except SuspiciousOperation:  # Django says that with a page of its own
            key = None
        entry = key and store().find(key)
        if not entry or not entry.forms:
            return self.application(environ, start_response)
        status, headers, body = answer(key, entry, environ)
        start_response(status, list(headers))
        return [body]
