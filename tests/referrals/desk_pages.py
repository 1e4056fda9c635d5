"""Asking pages of the workspace and sending their forms, by the names of their routes."""

from django.urls import reverse


def get(browser, name: str, *args, status: int = 200, **query) -> str:
    response = browser.get(reverse(f"desk:{name}", args=args), query)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def post(browser, name: str, *args, **data):
    return browser.post(reverse(f"desk:{name}", args=args), data)
