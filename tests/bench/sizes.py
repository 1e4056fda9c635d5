"""What is measured, and at how much data. Needs neither Django nor a database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Numbers of rows; everything else follows from them in fixed proportions."""

    name: str
    activities: int
    referrals: int

    @property
    def organisations(self) -> int:
        return max(12, self.activities // 25)

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
    )
}
ORDINARY = ("small", "large")
CASES = ("home", "activity_page", "activity_list", "inbox")
