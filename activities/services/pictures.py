"""Pictures that people add while they write."""

from django.core.files.uploadedfile import UploadedFile
from wagtail.permissions import policy_registry

from orgs.access import Actor
from polku.base.models import SiteImage

from .writing import NotAllowed


def own(actor: Actor):
    """The pictures in the library of the actor's organisation."""
    return SiteImage.objects.filter(collection=actor.organisation.collection_id)


def add(actor: Actor, file: UploadedFile, *, description: str = "") -> SiteImage:
    """Put a picture that was checked (`wagtail.images.fields.WagtailImageField`) into the library
    of the actor's organisation; raises NotAllowed where the actor may not."""
    collection = actor.organisation.collection
    policy = policy_registry.get_by_type(SiteImage)
    allowed = policy.collections_user_has_permission_for(actor.user, "add")
    if collection is None or not allowed.filter(pk=collection.pk).exists():
        raise NotAllowed
    image = SiteImage(
        title=(description or file.name)[:255],
        file=file,
        collection=collection,
        description=description[:255],
        uploaded_by_user=actor.user,
    )
    image.save()
    return image
