"""A page and its translations, written, translated and published through the admin's own views."""

from django.db import connection
from django.http import HttpResponse
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from polku.content.translation.queries import standing
from polku.content.translation.states import State
from tests.factories import admin_forms, content, orgs


class Desk:
    """`key`: of the group of pages; the user is a site editor."""

    def __init__(self, original: Page):
        self.key = original.translation_key
        self.model = type(original)
        self.user = orgs.site_editor(language="en")
        self.client = Client()
        self.client.force_login(self.user)

    def page(self, language: str = "fi") -> Page:
        return self.model.objects.get(
            translation_key=self.key, locale__language_code=language, alias_of=None
        )

    def state(self, language: str = "sv", of: str = "fi") -> State:
        return standing.states_of(self.page(of))[language]

    def post(self, name: str, *args, data: dict | None = None, **extra) -> HttpResponse:
        with TestCase.captureOnCommitCallbacks(using=connection.alias, execute=True):
            answer = self.client.post(reverse(name, args=args), data or {}, **extra)
        assert answer.status_code in (200, 201, 302), answer.status_code
        if form := (answer.context or {}).get("form"):
            assert not form.errors, form.errors
        return answer

    # The source

    def write(
        self, said: str | None = None, *, language: str = "fi", action: str = "publish", **fields
    ) -> None:
        """Change the summary and send the form; `action`: publish, submit or save."""
        page = self.page(language).get_latest_revision_as_object()
        fields.setdefault("summary", page.summary if said is None else said)
        form = self.form_of(page)
        if action != "save":
            fields[f"action-{action}"] = "yes"
        fields = {name: value for name, value in fields.items() if value is not None}
        answer = self.post("wagtailadmin_pages:edit", page.pk, data=form | fields)
        assert answer.status_code == 302, answer.context["form"].errors

    def form_of(self, page: Page) -> dict:
        if hasattr(page, "schedules"):
            return admin_forms.activity_page(page)
        return admin_forms.plain_page(page)

    # The translation

    def open(self, *languages: str, of: str = "fi") -> None:
        """“Translate this page” into these languages."""
        locales = [content.locale(language).pk for language in languages]
        self.post(
            "wagtail_localize:submit_page_translation",
            self.page(of).pk,
            data={"locales": locales},
        )

    def translation(self, language: str) -> Translation:
        return Translation.objects.get(
            source__object_id=self.key, target_locale__language_code=language, enabled=True
        )

    def lacking(self, language: str) -> list[StringSegment]:
        """What is not translated yet."""
        translation = self.translation(language)
        segments = translation.source.stringsegment_set.order_by("order")
        return list(
            segments.annotate_translation(translation.target_locale).filter(translation=None)
        )

    def say(self, language: str, segment: StringSegment, text: str) -> None:
        """A person translates one text, in the translation editor."""
        address = reverse(
            "wagtail_localize:edit_string_translation",
            args=[self.translation(language).pk, segment.pk],
        )
        answer = self.client.put(
            address, f"value={text}", content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code in (200, 201)

    def translate(self, language: str, *, machine: bool = False, leave: int = 0) -> None:
        """All that lacks, but for the last `leave` texts."""
        segments = self.lacking(language)
        for segment in segments[: len(segments) - leave]:
            said = f"{language} {segment.string.data}"
            if machine:
                StringTranslation.objects.create(
                    translation_of=segment.string,
                    context=segment.context,
                    locale=content.locale(language),
                    data=said,
                    translation_type="machine",
                    tool_name="A machine",
                )
            else:
                self.say(language, segment, said)

    def publish(self, language: str) -> None:
        """“Publish” in the translation editor."""
        self.post("wagtailadmin_pages:edit", self.page(language).pk, data={"action": "publish"})

    def bring_up_to_date(self, *, publish: bool = False, of: str = "fi") -> None:
        """“Sync translated pages”: translators get the present text."""
        source = Translation.objects.filter(
            source__object_id=self.key, source__locale__language_code=of
        )[0].source
        data = {"publish_translations": "on"} if publish else {}
        self.post("wagtail_localize:update_translations", source.pk, data=data)

    def by_hand(self, language: str) -> None:
        """The translation becomes a page that is edited like any other."""
        self.post("wagtail_localize:stop_translation", self.translation(language).pk)

    def translated(self, *languages: str, machine: bool = False, of: str = "fi") -> None:
        """Opened, translated as a whole and published."""
        self.open(*languages, of=of)
        for language in languages:
            self.translate(language, machine=machine)
            self.publish(language)
