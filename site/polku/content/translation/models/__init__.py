"""What translation keeps."""

from .machine import GlossaryTerm, MachineRun, WordUse
from .original import Original
from .wish import Wish
from .wording import MinorEdit, Standing, Wording

__all__ = [
    "GlossaryTerm",
    "MachineRun",
    "MinorEdit",
    "Original",
    "Standing",
    "Wish",
    "WordUse",
    "Wording",
]
