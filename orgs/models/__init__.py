from .area import Area, AreaKind
from .contact_card import ContactCard, ContactCardText
from .invitation import Invitation
from .membership import WRITERS, Membership, Role
from .organisation import Organisation, OrganisationKind, PublishingMode
from .page import OrganisationPage
from .user import User

__all__ = [
    "WRITERS",
    "Area",
    "AreaKind",
    "ContactCard",
    "ContactCardText",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "OrganisationPage",
    "PublishingMode",
    "Role",
    "User",
]
