from .area import Area, AreaKind
from .membership import Membership, Role
from .organisation import Organisation, OrganisationKind, PublishingMode
from .page import OrganisationPage
from .user import User

__all__ = [
    "Area",
    "AreaKind",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "OrganisationPage",
    "PublishingMode",
    "Role",
    "User",
]
