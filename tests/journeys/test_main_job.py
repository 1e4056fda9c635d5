"""The main job as one story over HTTP: an association publishes in two languages, a resident finds
it, an authority refers a client, the association answers, works and reports, the authority reads
the outcome, and the municipality's coordinator sees it counted."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringTranslation, Translation

from activities.models import ActivityPage
from orgs.models import Organisation, Role
from orgs.services.organisations import add_member, found_organisation, make_page
from polku.record import outbox
from tests.factories import content, orgs

PURPOSE = "Toivoo seuraa, jonka kanssa puhua suomea."
REPORT = "Asiakas puhuu nyt paljon enemmän."
TODAY = timezone.localdate()


@pytest.fixture
def people(db, settings) -> dict[str, Client]:
    """Who takes part, each signed in by the site's own form."""
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    settings.POLKU_SMALLEST_COUNT = 1  # a story of one client must show in the figures
    content.site_tree(["fi", "ar"])
    tampere = orgs.area("837")
    association = _found("Koivurinne", "association", tampere)
    make_page(organisation=association, language="fi")
    authority = _found("Mäntylän työllisyysalue", "employment_authority", tampere)
    municipality = _found("Mäntylä", "municipality", tampere)
    outsider = _found("Muu yhdistys", "association", tampere)
    return {
        "editor": _member(association, Role.PUBLISHER),
        "association": _member(association, Role.WORKER),
        "authority": _member(authority, Role.WORKER),
        "coordinator": _member(municipality, Role.COORDINATOR),
        "outsider": _member(outsider, Role.MANAGER),
        "resident": Client(),
    }


def _found(name: str, kind: str, area) -> Organisation:
    slug = f"{kind}-{len(name)}".replace("_", "-")
    return found_organisation(name=name, slug=slug, kind=kind, language="fi", areas=[area])


def _member(organisation: Organisation, role: Role) -> Client:
    user = orgs.user(language="fi")
    add_member(organisation=organisation, user=user, role=role)
    client = Client()
    answer = client.post("/account/login/", {"login": user.email, "password": orgs.PASSWORD})
    assert answer.status_code == 302
    return client


def test_from_a_page_to_a_figure(people, django_capture_on_commit_callbacks):
    page = write(people["editor"])
    arabic = translate(people["editor"], page, django_capture_on_commit_callbacks)
    find(people["resident"], page, arabic)
    place = refer(people["authority"], page)
    assert people["outsider"].get(place).status_code == 404
    answer(people["association"], place)
    assert REPORT in read(people["authority"], place)
    assert REPORT not in read(people["outsider"], place, status=404)
    outbox.deliver_waiting()
    figures = people["coordinator"].get(reverse("desk:statistics"))
    assert figures.status_code == 200
    # Sent, accepted and completed: once each in this year, and no word of whom.
    rows = {row[0]: row for table in figures.context["tables"] for row in table.rows}
    for happened in ("Lähetetty", "Vastaanotettu", "Päättynyt"):
        assert str(rows[happened][-1]) == "1", rows[happened]
    assert "Noor" not in figures.content.decode()
    assert people["coordinator"].get(place).status_code == 404


def write(editor: Client) -> ActivityPage:
    """A weekly language café, below the organisation's own page, by the editor's form."""
    parent = Page.objects.get(title="Koivurinne")
    first = TODAY + timedelta(days=7)
    times = {
        "first_date": first.isoformat(),
        "starts": "17:00",
        "ends": "19:00",
        "repeats": "weekly",
        "rrule": "",
        "until": "",
        "excluded_dates": "",
        "extra_dates": "",
    }
    data = nested_form_data(
        {
            "title": "Kielikahvila",
            "slug": "kielikahvila",
            "summary": "Jutellaan suomeksi.",
            "body": streamfield([]),
            "kind": "activity",
            "attendance": "in_person",
            "themes": ("language",),
            "audiences": (),
            "languages": ("fi", "ar"),
            "municipality": str(orgs.area("837").pk),
            "venue": "Koivurinteen kerhotalo",
            "price_cents": "0",
            "takes_referrals": "on",
            "schedules": inline_formset([times]),
            "date_changes": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "yes",
        }
    )
    address = reverse("wagtailadmin_pages:add", args=["activities", "activitypage", parent.pk])
    sent = editor.post(address, data)
    assert sent.status_code == 302, sent.context["form"].errors
    page = ActivityPage.objects.get(slug="kielikahvila")
    assert page.live
    return page


def translate(editor: Client, page: ActivityPage, on_commit) -> ActivityPage:
    """Into Arabic by wagtail-localize: the organisation's page first, then the activity's."""
    arabic = content.locale("ar")
    for source, title in ((page.get_parent(), "جمعية البتولا"), (page, "مقهى اللغة")):
        address = reverse("wagtail_localize:submit_page_translation", args=[source.pk])
        with on_commit(execute=True):
            assert editor.post(address, {"locales": [arabic.pk]}).status_code == 302
        translation = Translation.objects.get(
            source__object_id=source.translation_key, target_locale=arabic
        )
        segment = translation.source.stringsegment_set.get(context__path="title")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=arabic,
            context=segment.context,
            defaults={"data": title},
        )
        target = translation.get_target_instance()
        with on_commit(execute=True):
            edit = reverse("wagtailadmin_pages:edit", args=[target.pk])
            assert editor.post(edit, {"action": "publish"}).status_code == 302
    return ActivityPage.objects.get(translation_key=page.translation_key, locale=arabic)


def find(resident: Client, page: ActivityPage, arabic: ActivityPage) -> None:
    """In Arabic, with the time and place that stand on the Finnish page."""
    found = resident.get("/ar/activities/", {"q": "مقهى", "language": "ar", "theme": "language"})
    assert [card.title for card in found.context["activities"]] == ["مقهى اللغة"]
    shown = resident.get(arabic.url).content.decode()
    assert '<html lang="ar" dir="rtl"' in shown
    assert "Koivurinteen kerhotalo" in shown
    assert "Kielikahvila" in resident.get(page.url).content.decode()


def refer(authority: Client, page: ActivityPage) -> str:
    """A new client, and what goes along of them; returns the address of the referral."""
    made = authority.post(
        reverse("desk:client_new"),
        {
            "given_name": "Amina",
            "family_name": "Noor",
            "language": "so",
            "phone": "+358 50 555 0999",
            "email": "amina@example.org",
        },
    )
    assert made.status_code == 302, made.context["form"].errors
    person = UUID(made.url.rstrip("/").rsplit("/", 1)[1])
    chosen = authority.get(reverse("desk:client_refer", args=[person]), {"q": "kielikahvila"})
    assert "Kielikahvila" in chosen.content.decode()
    form = reverse("desk:referral_new", args=[person, page.translation_key])
    fields = authority.get(form).context["form"]
    sent = authority.post(
        form,
        {
            "purpose": PURPOSE,
            "shared_fields": ["name", "language", "purpose"],
            "legal_basis": "integration_act",
            "urgency": "routine",
            "answer_due_on": (TODAY + timedelta(days=7)).isoformat(),
            "request_id": fields["request_id"].value(),
            "action": "send",
        },
    )
    assert sent.status_code == 302, sent.context["form"].errors
    return sent.url


def answer(association: Client, place: str) -> None:
    """Read, accept, begin and report; nothing that was not shared is seen on the way."""
    opened = read(association, place)
    assert "Amina Noor" in opened
    assert PURPOSE in opened
    assert "555 0999" not in opened
    move(association, place, "accept", first_contact_on=TODAY, comment="Tervetuloa torstaina.")
    move(association, place, "start", first_contact_on=TODAY)
    move(
        association,
        place,
        "complete",
        outcome="achieved",
        began_on=TODAY,
        ended_on=TODAY,
        visits=5,
        report=REPORT,
    )


def move(association: Client, place: str, verb: str, **given) -> None:
    form = association.get(f"{place}{verb}/").context["form"]
    carried = {name: form[name].value() for name in ("version", "request_id")}
    if "responsible_worker" in form.fields:
        given["responsible_worker"] = form.fields["responsible_worker"].queryset.get().pk
    sent = association.post(f"{place}{verb}/", carried | given)
    assert sent.status_code == 302, sent.context["form"].errors


def read(client: Client, place: str, status: int = 200) -> str:
    page = client.get(place)
    assert page.status_code == status
    return page.content.decode()
