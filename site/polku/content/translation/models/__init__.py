"""What translation keeps."""

from .machine import GlossaryTerm, MachineRun, WordUse
from .wish import Wish

__all__ = ["GlossaryTerm", "MachineRun", "Wish", "WordUse"]
