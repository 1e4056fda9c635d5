"""Two organisations with all that an editor can make, public or not, and canaries in what C has not
published."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from PIL import Image
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    Comment,
    Locale,
    Page,
    Site,
    WorkflowState,
)
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.strings import StringValue

from activities.models import ActivityPage
from orgs.models import ContactCard, Invitation, Organisation, User
from orgs.services import editing, site_editors
from orgs.services.organisations import add_member
from polku.base.models import SiteDocument, SiteImage
from polku.content.models import FormAnswer
from polku.content.translation.models import GlossaryTerm
from polku.content.upkeep.models.links import ExternalLink, LinkPlace
from polku.content.upkeep.services import bin
from tests.access.canaries import Flock
from tests.access.cms import belongings
from tests.access.cms.roles import READERS, Role
from tests.access.roles import add_second_factor, session_of
from tests.factories import activities, content, orgs

MEMBERS = {
    Role.NO_SECOND_FACTOR: ("C", "editor"),
    Role.WORKER: ("C", "worker"),
    Role.EDITOR_B: ("B", "editor"),
    Role.PUBLISHER_B: ("B", "publisher"),
    Role.EDITOR_C: ("C", "editor"),
}
# What somebody could search for who does not know the canary.
SOUGHT = " gathering"


@dataclass(repr=False)
class World:
    organisations: dict[str, Organisation] = field(default_factory=dict)
    accounts: dict[Role, User] = field(default_factory=dict)
    sessions: dict[Role, str] = field(default_factory=dict)
    # What stands in addresses: keys by the name of the thing.
    keys: dict[str, int | str] = field(default_factory=dict)
    flock: Flock = field(default_factory=Flock)
    media: Path | None = None
    # Of all that C has.
    digest: str = ""

    def __repr__(self):
        return "the editors' world"

    def visitor(self, role: Role) -> Client:
        """A browser in which this role has signed in."""
        client = Client(raise_request_exception=False)
        if role != Role.ANONYMOUS:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


def build() -> World:
    world = World()
    with override("en"):
        content.site_tree(["en", "sv"])
        for letter, name in (("B", "Birch Association"), ("C", "Cedar College")):
            _found(world, letter, name)
        world.flock.about = "account"
        _make_accounts(world)
        world.flock.about = "page"
        _write(world)
        _add_media(world)
        _ask_and_answer(world)
        _delete(world)
        _open_settings(world)
        _name_workflow(world)
    for role, account in world.accounts.items():
        second_factor = role != Role.NO_SECOND_FACTOR
        world.sessions[role] = session_of(account, second_factor=second_factor)
    world.digest = belongings.digest(world.organisations["C"])
    return world


def _found(world: World, letter: str, name: str) -> None:
    made = orgs.organisation("association", name, slug=name.split()[0].lower(), language="en")
    editing.set_up(made)
    content.organisation_page(made, "en")
    world.organisations[letter] = made


def _make_accounts(world: World) -> None:
    for role in Role:
        if role == Role.ANONYMOUS:
            continue
        letter, name = MEMBERS.get(role, ("", ""))
        readers = {role, Role.SITE_EDITOR, Role.SUPERUSER} | {
            other for other, (where, _name) in MEMBERS.items() if letter and where == letter
        }
        make = User.objects.create_superuser if role == Role.SUPERUSER else User.objects.create_user
        account = world.accounts[role] = make(
            world.flock.email(f"address of the {role}", readers),
            orgs.PASSWORD,
            first_name=world.flock.word(f"first name of the {role}", readers),
            last_name=world.flock.word(f"last name of the {role}", readers),
            language="en",
        )
        if letter:
            add_member(organisation=world.organisations[letter], user=account, role=name)
        if role == Role.SITE_EDITOR:
            account.groups.add(site_editors.group())
        if role != Role.NO_SECOND_FACTOR:
            add_second_factor(account)


def _write(world: World) -> None:
    """Of C: a live page with a draft of its next version, one that is only a draft, one in review
    with a word of the reviewer, and one that is being translated. Of B: a page in public."""
    own, author = world.organisations["C"], world.accounts[Role.EDITOR_C]
    live = activities.page(own, language="en", title="Cedar course", summary="Public words")
    live.title = _secret(world, "title of the next version")
    live.summary = _secret(world, "text of the next version")
    live.save_revision(user=author, log_action=True)
    draft = _page(world, "draft", locked=True, locked_by=author, locked_at=timezone.now())
    Comment.objects.create(
        page=draft, user=author, text=_secret(world, "comment on the draft"), contentpath="title"
    )
    moderated = _page(world, "moderated")
    state = _send_to_review(world, moderated)
    world.keys |= {
        "live": live.pk,
        "draft": draft.pk,
        "draft_key": str(draft.translation_key),
        "live_key": str(live.translation_key),
        "moderated": moderated.pk,
        "organisation_key": str(own.key),
        "organisation_page": draft.get_parent().pk,
        "home": draft.get_parent().get_parent().pk,
        "revision": live.latest_revision_id,
        "first_revision": live.live_revision_id,
        "draft_revision": draft.latest_revision_id,
        "workflow": state.workflow_id,
        "workflow_state": state.pk,
        "task": state.current_task_state.task_id,
        "task_state": state.current_task_state_id,
        "session": EditingSession.objects.create(
            user=author, content_object=draft, last_seen_at=timezone.now()
        ).pk,
        "own": activities.page(world.organisations["B"], language="en", title="Birch café").pk,
    }
    _translate(world, live)


def _page(world: World, name: str, **fields) -> ActivityPage:
    author = world.accounts[Role.EDITOR_C]
    page = activities.page(
        world.organisations["C"],
        language="en",
        live=False,
        owner=author,
        slug=_secret(world, f"address of the {name} page").lower(),
        title=_secret(world, f"title of the {name} page") + SOUGHT,
        summary=_secret(world, f"text of the {name} page"),
        **fields,
    )
    page.save_revision(user=author, log_action=True)
    return page


def _send_to_review(world: World, page: Page) -> WorkflowState:
    """Through the organisation's own workflow."""
    workflow = page.get_workflow()
    state = workflow.start(page, world.accounts[Role.EDITOR_C])
    state.current_task_state.comment = _secret(world, "word of the reviewer")
    state.current_task_state.save()
    return state


def _translate(world: World, page: Page) -> None:
    """Into Swedish, with the organisation's page above it, and with a first word translated."""
    swedish = Locale.objects.get(language_code="sv")
    for one in (page.get_parent().specific, page):
        translate_object(one, [swedish], user=world.accounts[Role.EDITOR_C])
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = StringSegment.objects.get(source=translation.source, context__path="summary")
    live_text = String.from_value(page.locale, StringValue.from_plaintext("Public words"))
    # Of the text as it is translated, and as it is live, of which files are made.
    for text in (segment.string, live_text):
        StringTranslation.objects.create(
            translation_of=text,
            context=segment.context,
            locale=swedish,
            data=_secret(world, "word of the translator"),
            last_translated_by=world.accounts[Role.EDITOR_C],
        )
    translation.save_target(user=world.accounts[Role.EDITOR_C], publish=False)
    world.keys |= {
        "translation": translation.pk,
        "source": translation.source_id,
        "segment": segment.pk,
        "translated": translation.get_target_instance().pk,
    }


def _add_media(world: World) -> None:
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    for letter in "BC":
        secret = letter == "C"
        collection = world.organisations[letter].collection
        title = _secret(world, "title of the image") + SOUGHT if secret else "Birch picture"
        image = SiteImage(
            title=title,
            file=ContentFile(file.getvalue(), f"{title}.png"),
            collection=collection,
            uploaded_by_user=world.accounts[Role.EDITOR_C] if secret else None,
        )
        image.save()
        image.tags.add(_secret(world, "tag of the image") if secret else "birch")
        title = _secret(world, "title of the document") + SOUGHT if secret else "Birch leaflet"
        document = SiteDocument.objects.create(
            title=title, file=ContentFile(b"text", f"{title}.txt"), collection=collection
        )
        document.tags.add(_secret(world, "tag of the document") if secret else "birch")
        if secret:
            world.keys |= {
                "image": image.pk,
                "document": document.pk,
                "collection": collection.pk,
            }
    world.keys["own_image"] = SiteImage.objects.get(title="Birch picture").pk


def _ask_and_answer(world: World) -> None:
    """A form of C with an answer, which its own editors read and nobody else; a contact card; an
    invitation that waits. Of the site: a term."""
    own, author = world.organisations["C"], world.accounts[Role.EDITOR_C]
    form = content.form_page(own, language="en", title="Cedar questions", owner=author)
    FormAnswer.objects.create(
        page=form,
        organisation=own,
        delete_on=timezone.localdate(),
        form_data={
            "name": world.flock.word(
                "answer to the form of C", {Role.NO_SECOND_FACTOR, Role.EDITOR_C}
            )
        },
    )
    card = ContactCard.objects.create(
        organisation=own, name=_secret(world, "name on the card"), phone="+358401234567"
    )
    invitation = Invitation.objects.create(
        organisation=own,
        email=world.flock.email("address of who is invited by C", READERS),
        roles=["editor"],
        expires_at=timezone.now() + timedelta(days=7),
    )
    term = GlossaryTerm.objects.create(
        source_language="en", target_language="sv", term="gathering", translation="träff"
    )
    world.keys |= {
        "term": term.pk,
        "form": form.pk,
        "card": card.pk,
        "organisation": own.pk,
        "invitation": str(invitation.key),
        "link": _broken_link(world).pk,
    }


def _broken_link(world: World) -> LinkPlace:
    address = f"https://{_secret(world, 'address of a broken link')}.example.org/"
    link = ExternalLink.objects.create(
        address=address,
        digest="0" * 64,
        host="example.org",
        next_check_at=timezone.now(),
        reason=ExternalLink.Reason.MISSING,
        failed_days=99,
    )
    return LinkPlace.objects.create(link=link, page_id=world.keys["live"], content_path="body.word")


def _delete(world: World) -> None:
    """Put a page of C into the bin."""
    page = _page(world, "deleted")
    world.keys["deleted"] = str(bin.to_bin(world.accounts[Role.EDITOR_C], page).key)


def _open_settings(world: World) -> None:
    site = Site.objects.get(is_default_site=True)
    redirect = Redirect.objects.create(
        old_path="/cedar", redirect_page_id=world.keys["draft"], site=site
    )
    world.keys |= {
        "site": site.pk,
        "locale": Locale.objects.get(language_code="sv").pk,
        "redirect": redirect.pk,
        "user": world.accounts[Role.EDITOR_C].pk,
        "group": world.organisations["C"].editors_id,
        "root_collection": Collection.get_first_root_node().pk,
    }


def _name_workflow(world: World) -> None:
    """By what only its own people know; it bears the name of the organisation otherwise."""
    workflow = world.organisations["C"].workflow
    for one, what in ((workflow, "workflow"), (workflow.tasks.get(), "task")):
        one.name = _secret(world, f"name of the {what}")
        one.save(update_fields=["name"])


def _secret(world: World, what: str) -> str:
    return world.flock.word(f"{what} of C", READERS)
