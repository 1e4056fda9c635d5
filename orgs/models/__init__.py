from .area import Area, AreaKind
from .contact_card import ContactCard, ContactCardText
from .membership import Membership, Role
from .organisation import Organisation, OrganisationKind, PublishingMode
from .page import OrganisationPage
from .user import User

__all__ = [
    "Area",
    "AreaKind",
    "ContactCard",
    "ContactCardText",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "OrganisationPage",
    "PublishingMode",
    "Role",
    "User",
]
