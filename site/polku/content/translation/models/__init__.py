"""What translation keeps."""

from .machine import GlossaryTerm, MachineRun, WordUse
from .wish import Wish
from .wording import MinorEdit, Standing, Wording

__all__ = [
    "GlossaryTerm",
    "MachineRun",
    "MinorEdit",
    "Standing",
    "Wish",
    "WordUse",
    "Wording",
]
