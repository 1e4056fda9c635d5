"""The cache of public pages: the same bytes for everyone, kept until something public changes.

- `questions`: under which key a request is answered; a view says with `asks` what it understands.
- `ends`: a page that is made by the clock says `until` when it stays right.
- `writes`: a committed change of a public table moves the mark, in whichever process it is made.
- `stores`: the mark, which all workers see at once, and what is kept under it.
- `hand_over`: of the processes of one host, one makes a page for all.
- `entries` and `answers`: what is kept of a page, ready to be sent, and how a request gets it.
- `answered`: who counts the pages that are answered.
- `middleware`: puts these together, ahead of sessions; `front` sends what is kept ahead of Django.
"""

from .ends import LONGEST, remark, until
from .questions import Key, asks, joined, page_number

__all__ = ["LONGEST", "Key", "asks", "joined", "page_number", "remark", "until"]
