"""The contact sheet: all pictures on one page, a row for each view and device."""

from html import escape
from itertools import groupby
from pathlib import Path

from tests.screenshots.camera import Shot

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Polku: main views</title>
<style>
  body {{ margin: 1rem; font: 1rem/1.4 system-ui; background: #888; color: #000; }}
  div {{ display: flex; gap: .5rem; overflow-x: auto; align-items: flex-start; }}
  figure {{ margin: 0; flex: none; }}
  img {{ inline-size: 18rem; display: block; }}
</style>
{rows}
</html>
"""
_ROW = "<h2>{title}</h2>\n<div>\n{figures}</div>"
_FIGURE = (
    '<figure><figcaption>{caption}</figcaption><a href="{file}">'
    '<img src="{file}" alt="{caption}" loading="lazy"></a></figure>\n'
)


def write(folder: Path, shots: list[Shot]) -> Path:
    """Write `index.html` beside the pictures; returns its path."""
    rows = []
    for (view, device), row in groupby(sorted(shots, key=_row), key=_row):
        figures = "".join(
            _FIGURE.format(caption=f"{shot.language}, {shot.scheme}", file=escape(shot.file_name))
            for shot in row
        )
        rows.append(_ROW.format(title=escape(f"{view}, {device}"), figures=figures))
    file = folder / "index.html"
    file.write_text(_PAGE.format(rows="\n".join(rows)), "utf-8")
    return file


def _row(shot: Shot) -> tuple[str, str]:
    return shot.view, shot.device
