"""Which language editors have chosen as the original."""

from collections.abc import Collection
from uuid import UUID

from polku.content.translation.models import Original


def chosen(keys: Collection[UUID] | None = None) -> dict[UUID, str]:
    """The language by translation key (None: of all), where it was chosen."""
    found = Original.objects.all()
    if keys is not None:
        found = found.filter(translation_key__in=keys)
    return dict(found.values_list("translation_key", "language"))
