"""What is measured, and at how much data. Needs neither Django nor a database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Numbers of rows; everything else follows from them in fixed proportions. `copies`: how many
    times the database itself multiplies the activities that are made one by one."""

    name: str
    activities: int
    referrals: int
    copies: int = 1

    @property
    def made(self) -> int:
        """Activities that differ in their words and facts."""
        return self.activities // self.copies

    @property
    def organisations(self) -> int:
        return min(480, max(12, self.activities // 25))

    @property
    def database(self) -> str:
        return f"polku_bench_{self.name}"


SIZES = {
    size.name: size
    for size in (
        Size("tiny", activities=120, referrals=600),
        Size("twin", activities=240, referrals=1_200),
        Size("hundreds", activities=300, referrals=900),
        Size("thousands", activities=3_000, referrals=9_000),
        Size("small", activities=1_000, referrals=3_000),
        Size("large", activities=10_000, referrals=30_000),
        Size("country", activities=12_000, referrals=3_000, copies=10),
        Size("tenfold", activities=120_000, referrals=3_000, copies=100),
    )
}
ORDINARY = ("small", "large")
CASES = ("home", "activity_page", "activity_list", "finder", "inbox")
# What is measured besides, of one page under load and of one that is published.
SCENES = ("crisis", "publishing")
