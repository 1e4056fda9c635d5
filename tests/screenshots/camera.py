"""Pictures of pages, from head to foot."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

WIDTHS = {"phone": (360, 740), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")

# Pictures further down wait until somebody comes near.
_LOAD_ALL = "document.querySelectorAll('[loading=lazy]').forEach(each => each.loading = 'eager')"


@dataclass(frozen=True)
class Shot:
    """One view in one language; `device` is of WIDTHS, `scheme` of SCHEMES."""

    view: str
    language: str
    device: str
    scheme: str

    @property
    def file_name(self) -> str:
        view = self.view.replace(" ", "-")
        return f"{view}.{self.language}.{self.device}.{self.scheme}.png"


def take(
    browser: Browser, site: str, paths: dict[str, str], languages: Iterable[str], folder: Path
) -> Iterator[Shot]:
    """Write one file for each view, language, width and scheme, and tell of it. `site`: where it is
    served; `paths`: of the views, behind the language. Ends the program at a page that is missing.
    """
    for device in WIDTHS:
        for language in languages:
            yield from _take(browser, f"{site}/{language}/", paths, device, language, folder)


def _take(
    browser: Browser, home: str, paths: dict[str, str], device: str, language: str, folder: Path
) -> Iterator[Shot]:
    width, height = WIDTHS[device]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=language,
        timezone_id="Europe/Helsinki",
        reduced_motion="reduce",
    )
    page = context.new_page()
    for view, path in paths.items():
        answer = page.goto(home + path)
        if answer.status != 200:
            sys.exit(
                f"{answer.url} answers {answer.status}: mend its address in the list of views."
            )
        page.evaluate(_LOAD_ALL)
        page.wait_for_load_state("networkidle")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            shot = Shot(view, language, device, scheme)
            page.screenshot(path=folder / shot.file_name, full_page=True)
            yield shot
    context.close()
