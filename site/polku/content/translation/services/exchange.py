"""Sending texts out to translators and taking them back in.

A file goes in in two steps: `receive` compares it with the page and changes no text; `take_in`
writes what a person has seen there, unless the page or a text has changed in between.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from html import escape, unescape

from django.core import signing
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from orgs.models import User
from polku.content.translation.exchange import archives, content, formats
from polku.content.translation.exchange.document import Document, Segment
from polku.content.translation.exchange.refusals import FileRefused
from polku.content.translation.queries import exchange as queries
from polku.content.translation.rules import exchange as rules
from polku.content.translation.rules.exchange import Comparison, Row

from .machine import follow_original

LOGGED = "translation.take_in"
SALT = "translation.exchange"
# What a browser sends back; Django takes no larger form (DATA_UPLOAD_MAX_MEMORY_SIZE).
LARGEST_OFFER = 2_000_000


class NotFound(Exception):
    """There is no such translation, or it is another organisation's."""


@dataclass(frozen=True)
class Sent:
    name: str
    data: bytes
    media_type: str


@dataclass(frozen=True)
class Arrival:
    """One page of a file that came in. `translation` is None where the file could not be read or
    names no page of the user's; `comparison.refusal` says why then."""

    file: str
    comparison: Comparison
    translation: Translation | None = None
    page: Document | None = None

    @property
    def is_welcome(self) -> bool:
        return not self.comparison.refusal


@dataclass(frozen=True)
class TakenIn:
    """`conflicts`: texts that somebody has changed since they were shown, and that stay so."""

    translation: Translation
    count: int
    conflicts: tuple[str, ...] = ()
    refusal: str = ""


# Out


def send_out(*, user: User, keys: list[int], form: str) -> Sent:
    """One translation as a file, several as an archive, with the originals as they are now.

    Raises NotFound, also for a form that does not exist.
    """
    translations = queries.translations_of(user, list(dict.fromkeys(keys)))
    written = formats.FORMATS.get(form)
    if not translations or written is None:
        raise NotFound
    files = []
    for translation in translations:
        _follow(translation)
        document = queries.document_of(translation)
        name = f"{slugify(document.title) or 'page'}-{document.target_language}"
        files.append((f"{name}.{written.suffix}", written.write(document)))
    if len(files) == 1:
        return Sent(*files[0], written.media_type)
    languages = {translation.target_locale.language_code for translation in translations}
    name = "-".join(["translations", *sorted(languages)])
    return Sent(f"{name}.zip", archives.pack(files), "application/zip")


# In, first step


def receive(
    *, user: User, name: str, data: bytes, only: Translation | None = None
) -> list[Arrival]:
    """Compare a file, or the files of an archive, with the pages as they are now.

    Each page comes once: another file for it is refused. `only`: files for other pages are refused.
    """
    try:
        files = archives.unpack(data) if archives.is_archive(data) else [(name, data)]
    except FileRefused as refusal:
        return [Arrival(name, Comparison(refusal=str(refusal)))]
    arrivals: list[Arrival] = []
    for file, content_of_file in files:
        try:
            documents = formats.read(content_of_file)
        except FileRefused as refusal:
            arrivals.append(Arrival(file, Comparison(refusal=str(refusal))))
            continue
        for document in documents:
            seen = {one.translation.pk for one in arrivals if one.translation}
            arrivals.append(_arrival(user, file, document, only, seen))
    return arrivals


def _arrival(
    user: User, file: str, document: Document, only: Translation | None, seen: set[int]
) -> Arrival:
    translation = queries.translation_of(user, document.translation)
    if translation is None or (only is not None and translation.pk != only.pk):
        sentence = _("The file belongs to another page or another language.")
        if only is None:
            sentence = _("The file belongs to no page that you can translate.")
        return Arrival(file, Comparison(refusal=sentence))
    if translation.pk in seen:
        return Arrival(file, Comparison(refusal=_("Another file is about the same page.")))
    if _is_locked(user, translation):
        return Arrival(file, Comparison(refusal=_("The page is locked.")), translation)
    _follow(translation)
    page = queries.document_of(translation)
    return Arrival(file, rules.compare(document, page), translation, page)


def offer(*, user: User, arrivals: list[Arrival]) -> str:
    """What the user is asked to confirm, signed, for `take_in`; empty where there is nothing.

    Raises FileRefused where it is too large for a form.
    """
    offered = [
        {
            "key": str(arrival.translation.uuid),
            "digest": arrival.page.digest,
            "texts": [_offered(row) for row in arrival.comparison.taken],
        }
        for arrival in arrivals
        if arrival.is_welcome and arrival.comparison.taken
    ]
    if not offered:
        return ""
    signed = signing.dumps(offered, salt=_salt(user), compress=True)
    if len(signed) > LARGEST_OFFER:
        raise FileRefused(_("These are too many texts at once. Send fewer files at once."))
    return signed


def _salt(user: User) -> str:
    return f"{SALT}:{user.pk}"


def _offered(row: Row) -> dict:
    return {
        "place": row.now.key,
        "was": row.now.target,
        "new": row.new,
        "is_machine": row.is_machine,
    }


# In, second step


@transaction.atomic
def take_in(*, user: User, offered: str) -> list[TakenIn]:
    """Write what was offered to this user. Raises NotFound for all else."""
    try:
        pages = signing.loads(offered, salt=_salt(user))
    except signing.BadSignature:
        raise NotFound from None
    translations = [queries.translation_of(user, page["key"]) for page in pages]
    if None in translations:
        raise NotFound
    return [
        _take_in_page(user, translation, page)
        for translation, page in zip(translations, pages, strict=True)
    ]


def _take_in_page(user: User, translation: Translation, offered: dict) -> TakenIn:
    Translation.objects.select_for_update().get(pk=translation.pk)
    if _is_locked(user, translation):
        return TakenIn(translation, 0, refusal=_("The page is locked."))
    _follow(translation)
    page = queries.document_of(translation)
    if page.digest != offered["digest"]:
        return TakenIn(
            translation,
            0,
            refusal=_("The original has changed in the meantime. Nothing was taken in."),
        )
    texts = {text["place"]: text for text in offered["texts"]}
    now = {segment.key: segment for segment in page.segments}
    conflicts = {
        key for key, text in texts.items() if content.normal(now[key].target) != text["was"]
    }
    count = len(texts) - len(conflicts)
    done = queries.translated(translation)
    for one in queries.texts(translation):
        key = Segment(one.context.path, content.normal(one.string.data)).key
        if key in texts and key not in conflicts:
            row = done.get((one.string_id, one.context_id)) or StringTranslation(
                translation_of=one.string, context=one.context, locale=translation.target_locale
            )
            _write(row, user, texts[key])
            done[one.string_id, one.context_id] = row
    own = queries.own_addresses(translation)
    for one in queries.addresses(translation):
        address = content.normal(escape(one.data, quote=False))
        key = Segment(one.context.path, address).key
        if key in texts and key not in conflicts:
            row = own.get(one.context_id) or SegmentOverride(
                context=one.context, locale=translation.target_locale
            )
            row.data_json = json.dumps(unescape(texts[key]["new"]))
            row.last_translated_by = user
            row.has_error, row.field_error = False, ""
            row.save()
    if count:
        log(translation.get_target_instance(), LOGGED, user=user, data={"texts": count})
    return TakenIn(translation, count, tuple(now[key].label for key in sorted(conflicts)))


def _write(row: StringTranslation, user: User, text: dict) -> None:
    row.data = text["new"]
    row.translation_type = (
        StringTranslation.TRANSLATION_TYPE_MACHINE
        if text["is_machine"]
        else StringTranslation.TRANSLATION_TYPE_MANUAL
    )
    row.tool_name = ""
    row.last_translated_by = user
    row.has_error, row.field_error = False, ""
    row.save()


def _follow(translation: Translation) -> None:
    """Compare with the original as it is now; where it is gone, with what it was."""
    with suppress(ObjectDoesNotExist):
        follow_original(translation)


def _is_locked(user: User, translation: Translation) -> bool:
    target = translation.get_target_instance()
    return isinstance(target, Page) and target.permissions_for_user(user).page_locked()
