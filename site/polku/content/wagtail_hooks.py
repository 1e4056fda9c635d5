"""Where Wagtail lets us look in."""

from wagtail import hooks


@hooks.register("before_serve_page")
def remember_page(page, request, serve_args, serve_kwargs):
    """The language switcher leads to the translations of the page that is being read."""
    request.page_served = page
