"""What is planned for a certain hour: pages that go live, and pages that leave."""

import logging
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def follow_schedule(*, now: datetime | None = None) -> int:
    """Do what Wagtail's `publish_scheduled` does, each page in a transaction of its own: one that
    cannot be published holds no other up. Returns the number done."""
    now = now or timezone.now()
    return sum(map(_expire, _expired(now))) + sum(map(_publish, _due(now)))


def _expired(now: datetime) -> list[tuple[type, int]]:
    models = [Page] + [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [
        (model, key)
        for model in models
        for key in model.objects.filter(live=True, expire_at__lt=now)
        .order_by("expire_at")
        .values_list("pk", flat=True)
    ]


def _due(now: datetime) -> list[int]:
    planned = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    return list(planned.values_list("pk", flat=True))


def _expire(which: tuple[type, int]) -> bool:
    model, key = which
    try:
        with transaction.atomic():
            found = model.objects.select_for_update().filter(pk=key, live=True).first()
            if found is None:
                return False
            found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except Exception as fault:  # any fault of one page: name it, go on with the others
        logger.error("%s %s did not expire: %s", model._meta.label, key, type(fault).__name__)
        return False
    return True


def _publish(key: int) -> bool:
    try:
        with transaction.atomic():
            revision = (
                Revision.objects.select_for_update()
                .filter(pk=key, approved_go_live_at__isnull=False)
                .first()
            )
            if revision is None:
                return False
            revision.publish(log_action="wagtail.publish.scheduled")
    except Exception as fault:
        logger.error("revision %s was not published: %s", key, type(fault).__name__)
        return False
    return True
