"""An organisation, as schema.org calls it."""

from collections.abc import Callable

_TYPES = {
    "association": "NGO",
    "immigrant_association": "NGO",
    "parish": "Organization",
    "education_provider": "EducationalOrganization",
    "other": "Organization",
}


def of_organisation(page, absolute: Callable[[str], str], url: str) -> dict:
    """Of its page; `absolute` makes a whole address of the path `url`. All kinds that are not named
    above are authorities."""
    organisation = page.organisation
    return {
        "@type": _TYPES.get(organisation.kind, "GovernmentOrganization"),
        "@id": absolute(f"/#{organisation.key}"),
        "name": organisation.name,
        "description": page.intro,
        "url": absolute(url),
    }
