"""An activity that a machine translates, and whoever asks for it."""

from dataclasses import dataclass, field
from pathlib import Path

from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from activities.models import ActivityPage
from orgs.models import Organisation, Role, User
from orgs.services import organisations
from polku.content.translation.models import MachineRun
from polku.content.translation.queries.words import budget_of
from polku.content.translation.services import machine
from tests.factories import activities, content, orgs

BODY = [
    {"type": "heading", "value": "Who can come", "id": "11111111-1111-4111-8111-111111111111"},
    {
        "type": "paragraph",
        "value": '<p>Come to <b>Aamu ry</b> and <a href="https://example.org/x">read more</a>.</p>'
        '<p>We meet at <span translate="no">Moonlight Hall</span> every week.</p>'
        '<p><span translate="no">Only Finnish</span></p>',
        "id": "22222222-2222-4222-8222-222222222222",
    },
]


@dataclass
class House:
    """An association with an activity in English and empty pages of it in other languages."""

    organisation: Organisation
    publisher: User
    editor: User
    activity: ActivityPage
    translations: dict[str, Translation] = field(default_factory=dict)

    def page(self, language: str = "ar") -> ActivityPage:
        return ActivityPage.objects.get(
            translation_key=self.activity.translation_key, locale__language_code=language
        )

    def said(self, language: str = "ar") -> dict[str, str]:
        """What is translated, by the place of the text; the last where one has several."""
        return {
            row.context.path: row.data
            for row in StringTranslation.objects.filter(
                context__object_id=self.activity.translation_key, locale__language_code=language
            )
            .select_related("context")
            .order_by("pk")
        }


def found(languages=("en", "ar"), **fields) -> House:
    content.site_tree(["en", *languages[1:]])
    organisation = organisations.found_organisation(
        name="Aamu ry", slug="aamu", kind="association", language="en", **fields
    )
    organisations.make_page(organisation=organisation, language="en")
    publisher, editor = orgs.user(language="en"), orgs.user(language="en")
    organisations.add_member(organisation=organisation, user=publisher, role=Role.PUBLISHER)
    organisations.add_member(organisation=organisation, user=editor, role=Role.EDITOR)
    house = House(organisation, publisher, editor, write(organisation))
    for language in languages[1:]:
        house.translations[language] = open_translation(house.activity, language)
    return house


def write(organisation: Organisation, **fields) -> ActivityPage:
    fields = {"slug": "language-cafe"} | fields
    return activities.page(
        organisation,
        language="en",
        title="Language café",
        summary="Talk with others at Moon House, call 040 123 4567",
        venue="Moon House",
        body=BODY,
        **fields,
    )


def open_translation(original: ActivityPage, language: str) -> Translation:
    """As the editor's “translate this page” makes it: a page that is not live."""
    source, _made = TranslationSource.get_or_create_from_instance(original)
    if not Page.objects.filter(
        translation_key=original.translation_key, locale__language_code=language
    ).exists():
        activities.translate(original, language, live=False, title=original.title)
    return Translation.objects.get_or_create(source=source, target_locale=content.locale(language))[
        0
    ]


def configure(settings, folder: Path, text: str) -> None:
    file = folder / f"machine{len(list(folder.iterdir()))}.toml"
    file.write_text(text, "utf-8")
    settings.POLKU_MACHINE_TRANSLATION = str(file)


def ask(house: House, language: str = "ar", *, user: User | None = None, **options) -> MachineRun:
    """Ask, and let the job do its work once."""
    user = User.objects.get(pk=(user or house.publisher).pk)
    run = machine.translate(user=user, translation=house.translations[language], **options)
    machine.carry_out(run.pk)
    run.refresh_from_db()
    return run


def used(house: House) -> int:
    """Words of this month."""
    return budget_of(house.organisation).used


def by_hand(house: House, place: str, said: str) -> None:
    """A person translates one text into Arabic."""
    segment = StringSegment.objects.get(context__path=place)
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=house.translations["ar"].target_locale,
        data=said,
        translation_type="manual",
    )


def again(run: MachineRun) -> None:
    """Its time has come."""
    MachineRun.objects.filter(pk=run.pk).update(due_at=run.asked_at)
    machine.carry_out(run.pk)
    run.refresh_from_db()
