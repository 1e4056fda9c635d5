"""Translations as documents that can be sent out."""

from html import escape as escape_html
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)

from orgs import translation_guard
from orgs.models import User
from polku.content.translation.exchange import content
from polku.content.translation.exchange.document import Document, Segment, State, digest_of
from polku.content.translation.exchange.refusals import MarkupBroken
from polku.content.translation.rules.exchange import is_address, without_repeats

MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


def translation_of(user: User, key: int | str) -> Translation | None:
    """By its number or by the key that stands in files; None where it is not theirs."""
    translations = Translation.objects.select_related(
        "source__locale", "source__specific_content_type", "target_locale"
    ).filter(enabled=True)
    try:
        found = translations.filter(
            **({"uuid": UUID(key)} if isinstance(key, str) else {"pk": key})
        ).first()
    except ValueError:
        return None
    if found is None or not translation_guard.may_translate(user, found.pk):
        return None
    return found


def translations_of(user: User, keys: list[int]) -> list[Translation] | None:
    """All of them, in this order; None where one is not theirs."""
    found = [translation_of(user, key) for key in keys]
    return None if None in found else found


def texts(translation: Translation) -> list[StringSegment]:
    """The texts of the original, but for its address, which is no text."""
    return list(
        StringSegment.objects.filter(source=translation.source_id)
        .exclude(context__path="slug")
        .select_related("string", "context")
        .order_by("order", "pk")
    )


def translated(translation: Translation) -> dict[tuple[int, int], StringTranslation]:
    """What is translated, by the keys of text and place."""
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    return {(row.translation_of_id, row.context_id): row for row in rows}


def document_of(translation: Translation) -> Document:
    """The page as it can be sent out."""
    done = translated(translation)
    model = translation.source.specific_content_type.model_class()
    segments = [
        segment
        for one in texts(translation)
        if (segment := _segment(one, done.get((one.string_id, one.context_id)), model))
    ]
    segments += _addresses(translation, model)
    return Document(
        translation=str(translation.uuid),
        source_language=translation.source.locale.language_code,
        target_language=translation.target_locale.language_code,
        digest=digest_of(segments),
        segments=without_repeats(segments),
        title=translation.source.object_repr,
    )


def addresses(translation: Translation) -> list[OverridableSegment]:
    """Where links of the original lead: those that are written out."""
    rows = (
        OverridableSegment.objects.filter(source=translation.source_id)
        .select_related("context")
        .order_by("order", "pk")
    )
    return [row for row in rows if isinstance(row.data, str) and is_address(row.data)]


def own_addresses(translation: Translation) -> dict[int, SegmentOverride]:
    """Where they lead in this language, by the key of the place."""
    rows = SegmentOverride.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    return {row.context_id: row for row in rows}


def _addresses(translation: Translation, model: type[Model]) -> list[Segment]:
    own = own_addresses(translation)
    segments = []
    for one in addresses(translation):
        given = own.get(one.context_id)
        target = given.data if given and isinstance(given.data, str) else ""
        segments.append(
            Segment(
                path=one.context.path,
                source=content.normal(escape_html(one.data, quote=False)),
                target=content.normal(escape_html(target, quote=False)),
                state=State.TRANSLATED if target else State.UNTRANSLATED,
                label=" › ".join([_label(one, model), gettext("address of a link")]),
                is_address=True,
            )
        )
    return segments


def _segment(
    one: StringSegment, done: StringTranslation | None, model: type[Model]
) -> Segment | None:
    target, state = "", State.UNTRANSLATED
    try:
        content.from_html(one.string.data)
        if done is not None:
            target = content.to_html(content.from_html(done.data))
            state = State.UNFINISHED if done.has_error else State.TRANSLATED
    except MarkupBroken:
        # A translation that is broken is written anew. An original is never broken but where an
        # older version of the page had markup that is not taken any more; it is updated first.
        if done is None:
            return None
        target, state = "", State.UNTRANSLATED
    return Segment(
        path=one.context.path,
        source=one.string.data,
        target=target,
        state=state,
        is_machine=bool(target) and done.translation_type == MACHINE,
        label=_label(one, model),
    )


def _label(one: StringSegment | OverridableSegment, model: type[Model]) -> str:
    """Where on the page it stands, as the form of the page names it."""
    field, _dot, rest = (one.context.field_path or one.context.path).partition(".")
    try:
        name = getattr(model._meta.get_field(field), "verbose_name", field)
    except FieldDoesNotExist:
        name = field
    if isinstance(one, OverridableSegment):
        rest = ""  # the address itself, which has dots of its own
    return " › ".join([str(name).capitalize(), *rest.replace("_", " ").split(".")]).strip(" ›")
