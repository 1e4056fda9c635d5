"""The operating-system account of the server, and the folder where it lives.

PostgreSQL refuses to run as root, and the folders above root's checkout may be closed to every
other account. So for root, and only then, the server runs as a user number that nobody else has (no
system user is made), in one private folder below a folder that everyone may pass. Nothing else
outside the checkout is touched.
"""

import grp
import hashlib
import os
import pwd
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from polku.base.database.errors import DatabaseUnavailable, why

PARENTS = (Path("/var/lib"), Path("/var/tmp"), Path("/tmp"))
RECORD, BELONGS_TO = "private-folder", "belongs-to"
# Debian keeps these numbers free: no user, no group and no dynamic service gets one.
NUMBERS = range(52_000, 60_000)


@dataclass(frozen=True)
class Account:
    """`uid` and `gid` are None when the server runs as the user who started us."""

    home: Path
    uid: int | None = None
    gid: int | None = None

    @property
    def is_private(self) -> bool:
        return self.uid is not None

    @property
    def options(self) -> dict:
        """For `subprocess`: run as this account."""
        if not self.is_private:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    @property
    def making_options(self) -> dict:
        """For `initdb`, which insists on a user with a name: a harmless one, in our group only.

        Other processes of that user are not in the group, so the private folder is closed to them.
        """
        if not self.is_private:
            return {}
        return self.options | {"user": _named_user()}

    def own(self, path: Path) -> None:
        """Give the file, or the folder with all that is in it, to this account."""
        if not self.is_private:
            return
        for each in (path, *path.rglob("*")):
            os.chown(each, self.uid, self.gid, follow_symlinks=False)


def account_for(folder: Path) -> Account:
    """The account for the cluster of `folder` (an absolute path under var)."""
    if os.geteuid() != 0:
        return Account(home=folder)
    if home := _recorded(folder):
        return Account(home, uid=home.stat().st_gid, gid=home.stat().st_gid)
    number = _free_number(folder)
    return Account(_parent() / f"polku-{digest(folder)}", uid=number, gid=number)


def _recorded(folder: Path) -> Path | None:
    """The private folder that was made for `folder`; it follows a checkout that was moved.

    A copied checkout brings the record along as well, but must not share the database: as long as
    the first one is still there, the record counts for that one only.
    """
    try:
        home = Path((folder / RECORD).read_text().strip())
        first = Path((home / BELONGS_TO).read_text().strip())
    except FileNotFoundError:
        return None
    return home if first == folder or not (first / RECORD).exists() else None


def make_private_folder(account: Account, folder: Path) -> None:
    """Root's private folder: the account's group may enter it, only root may change it."""
    made = not account.home.exists()
    account.home.mkdir(mode=0o710, exist_ok=True)
    about = account.home.lstat()
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != 0 or about.st_mode & 0o027:
        raise DatabaseUnavailable(
            f"{account.home} is in the way: it should be a folder of root, closed to others. "
            "Move it away and start again."
        )
    if made:
        os.chown(account.home, 0, account.gid)
        account.home.chmod(0o710)
    (account.home / BELONGS_TO).write_text(f"{folder}\n")
    (folder / RECORD).write_text(f"{account.home}\n")


@contextmanager
def explained(action: str) -> Iterator[None]:
    """Say plainly what an operating-system error means."""
    try:
        yield
    except OSError as error:
        if "No space left on device" in str(error):
            raise DatabaseUnavailable(why(action, str(error))) from None
        reason = f"{error.strerror} ({error.filename})" if error.strerror else str(error)
        raise DatabaseUnavailable(f"{action} failed: {reason}.") from None


def system_names() -> list[str]:
    """Names of the operating-system users whom the server lets in: the one who runs us."""
    try:
        return [pwd.getpwuid(os.geteuid()).pw_name]
    except KeyError:
        raise DatabaseUnavailable(
            f"The user number {os.geteuid()} has no name on this machine, and PostgreSQL needs "
            "one: run as a user that is listed in /etc/passwd, or set DATABASE_URL."
        ) from None


def _named_user() -> int:
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return next(entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid != 0)


def digest(folder: Path) -> str:
    """Twelve signs that stand for the folder in the name of another."""
    return hashlib.sha256(str(folder).encode()).hexdigest()[:12]


def _free_number(folder: Path) -> int:
    start = int(digest(folder), 16) % len(NUMBERS)
    for step in range(len(NUMBERS)):
        number = NUMBERS[(start + step) % len(NUMBERS)]
        if not _known(pwd.getpwuid, number) and not _known(grp.getgrgid, number):
            return number
    raise DatabaseUnavailable(
        "Every user number between 52000 and 59999 is taken on this machine: set DATABASE_URL."
    )


def _known(lookup, number: int) -> bool:
    try:
        lookup(number)
    except KeyError:
        return False
    return True


def _parent() -> Path:
    for parent in PARENTS:
        open_to_all = all(step.stat().st_mode & stat.S_IXOTH for step in (parent, *parent.parents))
        if parent.is_dir() and open_to_all and os.access(parent, os.W_OK):
            return parent
    raise DatabaseUnavailable(
        "As root the database needs a folder below /var/lib, /var/tmp or /tmp, and none can be "
        "written to: set DATABASE_URL."
    )
