"""Comments are for those who look after the page, in mail as well."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import PageSubscription
from wagtail.test.utils.form_data import inline_formset

from activities.models import ActivityPage
from tests.access.cms.roles import Role
from tests.access.cms.world import World
from tests.factories import admin_forms


@pytest.mark.parametrize(("role", "is_told"), [(Role.EDITOR_C, True), (Role.EDITOR_B, False)])
def test_who_left_hears_no_more_of_them(untouched: World, role: Role, is_told: bool):
    page = ActivityPage.objects.get(pk=untouched.keys["live"])
    reader = untouched.accounts[role]
    PageSubscription.objects.create(user=reader, page=page, comment_notifications=True)
    comment = {
        "text": "Where is the door?",
        "contentpath": "title",
        "position": "",
        "replies": inline_formset([]),
    }
    form = admin_forms.activity_page(page, comments=inline_formset([comment]))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    mail.outbox = []
    answer = untouched.visitor(Role.SITE_EDITOR).post(address, form)
    assert answer.status_code == 302
    told = [one for one in mail.outbox if reader.email in one.to]
    assert [comment["text"] in one.body for one in told] == [True] * is_told
