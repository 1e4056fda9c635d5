"""The fence between organisations behind the editor's door.

Wagtail's rights say which pages an editor may change; they do not say which ones an editor may
read of. Here is what is missing, one concern a file:

- `sight`: what a user owns, and what they may see of others. All other files ask it.
- `gate`: an object that an address names must be one's own; else there is nothing.
- `refusals`: missing and forbidden answer alike.
- `titles`: the title of a draft is for its owners.
- `choosers`, `media`, `bulk`, `filters`, `reports`, `api`: what lists and choices offer.
- `links`: what a page may point to.
- `comments`: who is told of them.
- `updates`: who publishes translations while bringing them up to date.
- `urls`: the addresses that these answer in place of Wagtail.

Superusers and site editors (who have their rights at the root of the tree) see everything.
"""
