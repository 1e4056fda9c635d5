"""Only what stands on pages is sent to a translation service, whatever else the site holds."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from orgs.models import User
from polku.content.services import answers
from polku.content.translation.models import MachineRun
from polku.content.translation.services import machine
from referrals.cases.services import add_note
from tests.factories import content, orgs
from tests.factories.referrals import Sides, completed
from tests.translation.machine import House

pytestmark = pytest.mark.django_db
MARKER = "Xylophone"


def test_nothing_of_clients_and_answers_is_sent(house: House, service):
    sides = Sides(receiver=orgs.actor(house.organisation, language="en"))
    sides = sides.another_client(given_name=MARKER, family_name=MARKER, phone=f"{MARKER}1")
    completed(sides, purpose=f"Because {MARKER}", report=f"Went well for {MARKER}")
    add_note(actor=sides.sender, case=sides.case, text=f"Noted {MARKER}")
    form = content.form_page(house.organisation, language="en", title="Ask us anything")
    answers.receive(page=form, answers={"name": MARKER, "message": f"I am {MARKER}"})
    admin = User.objects.create_superuser("admin@example.org", orgs.PASSWORD)

    arabic = content.locale("ar")
    for page in Page.objects.filter(locale__language_code="en", depth__gt=1):
        source, _made = TranslationSource.get_or_create_from_instance(page.specific)
        if not page.has_translation(arabic):
            page.specific.copy_for_translation(arabic, copy_parents=True)
        translation, _made = Translation.objects.get_or_create(source=source, target_locale=arabic)
        machine.carry_out(machine.translate(user=admin, translation=translation).pk)

    assert {run.state for run in MachineRun.objects.all()} == {"done"}
    sent = b" ".join(service.raw).decode()
    assert MARKER.lower() not in sent.lower()
    # What stands on pages was sent, so this test looks where it happens.
    assert "Ask us anything" in sent
    assert "Language caf\\u00e9" in sent


def test_what_the_site_keeps_of_a_run_holds_no_text(house: House, service):
    from procrastinate.contrib.django.models import ProcrastinateJob

    run = machine.translate(user=house.publisher, translation=house.translations["ar"])
    job = ProcrastinateJob.objects.get(task_name="translation.translate_by_machine")
    assert job.args == {"run": run.pk}
    machine.carry_out(run.pk)
    held = repr(MachineRun.objects.values_list().get())
    assert "café" not in held
