from .gathering import Gathering
from .list import Announced, Message, Presence, Tally
from .question import Question, Wording
from .sign_up import SignUp

__all__ = [
    "Announced",
    "Gathering",
    "Message",
    "Presence",
    "Question",
    "SignUp",
    "Tally",
    "Wording",
]
