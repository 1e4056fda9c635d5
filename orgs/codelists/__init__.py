"""Official lists of areas: how Statistics Finland keeps them, and how this project does.

`statistics_finland` reads a folder of downloaded lists, `table` reads and writes the one table
that ships with the project; both speak in `AreaRow`. Nothing here touches the database.
"""

from .rows import AreaRow, UnreadableCodeLists

__all__ = ["AreaRow", "UnreadableCodeLists"]
