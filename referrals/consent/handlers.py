"""What happens to the personal data of this room."""

from polku.record.personal_data import CLIENT, Handlers, register

from . import snapshot
from .models import Consent, DisclosedSnapshot, Disclosure, ShareSet


def _nothing_holds(person_id: int) -> None:
    """What holds a person's data is the case."""


def _erase_consents(person_id: int) -> int:
    """That and when consent was given is proof of what was lawful; its language is not needed
    for that."""
    return Consent.objects.filter(person_id=person_id).update(language="")


def _copy_consents(person_id: int) -> list[dict]:
    return list(
        Consent.objects.filter(person_id=person_id).values(
            "receiver__name", "form", "language", "given_on", "expires_on", "withdrawn_at"
        )
    )


def _merge_consents(kept_id: int, gone_id: int) -> int:
    return Consent.objects.filter(person_id=gone_id).update(person_id=kept_id)


register(
    "consent.Consent",
    Handlers(CLIENT, _erase_consents, _copy_consents, _merge_consents, _nothing_holds),
)


def _copy_share_sets(person_id: int) -> list[dict]:
    return list(ShareSet.objects.filter(person_id=person_id).values("fields", "legal_basis"))


def _merge_share_sets(kept_id: int, gone_id: int) -> int:
    return ShareSet.objects.filter(person_id=gone_id).update(person_id=kept_id)


register(
    "consent.ShareSet",
    Handlers(
        CLIENT,
        lambda person_id: 0,  # codes only
        _copy_share_sets,
        _merge_share_sets,
        _nothing_holds,
    ),
)


def _copy_disclosures(person_id: int) -> list[dict]:
    return list(
        Disclosure.objects.filter(share_set__person_id=person_id).values(
            "receiver__name", "fields", "legal_basis", "at"
        )
    )


register(
    "consent.Disclosure",
    Handlers(
        CLIENT,
        lambda person_id: 0,  # the proof stays, and holds no value
        _copy_disclosures,
        lambda kept_id, gone_id: 0,  # follows its share set
        _nothing_holds,
    ),
)


def _erase_snapshots(person_id: int) -> int:
    return DisclosedSnapshot.objects.filter(disclosure__share_set__person_id=person_id).update(
        content=None
    )


def _copy_snapshots(person_id: int) -> list[dict]:
    found = DisclosedSnapshot.objects.filter(disclosure__share_set__person_id=person_id)
    return [
        {"at": row.disclosure.at}
        | {value.label: value.value for value in snapshot.shown(row.content)}
        for row in found.select_related("disclosure")
    ]


register(
    "consent.DisclosedSnapshot",
    Handlers(
        CLIENT,
        _erase_snapshots,
        _copy_snapshots,
        lambda kept_id, gone_id: 0,  # follows its share set
        _nothing_holds,
    ),
)
