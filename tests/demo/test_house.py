"""The sample house as it stands: built once, then looked at."""

from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Max
from django.db.models.functions import Greatest
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Page

from activities.models import (
    Activity,
    ActivityPage,
    ActivityText,
    DateChange,
    NeedPage,
    Occurrence,
    Schedule,
)
from activities.recurrence import Shape
from orgs.models import Membership, Organisation, OrganisationKind, User
from orgs.services import site_editors
from polku.content.models import GuidePage, HomePage, TopicPage
from polku.demo import weights
from polku.demo.house import Unsuitable, build, source, stands
from polku.demo.house.members import PASSWORD
from polku.demo.logins import logins
from polku.record.models import OutboxEvent
from referrals.exchange.models import Referral, ReferralMove, Report
from referrals.exchange.states import Status
from referrals.people.models import Person
from referrals.reports.models import ReferralFact
from tests.factories import orgs
from tests.screenshots import views


@pytest.fixture(scope="module")
def house(database_copies, django_db_blocker):
    """What the command said when it built the house, in a database of its own."""
    with django_db_blocker.unblock():
        name = database_copies.copy()
        with database_copies.using(name):
            said = StringIO()
            call_command("load_demo", stdout=said)
            yield said.getvalue()
        database_copies.drop(name)


@pytest.fixture
def untouched(house):
    """The house, put back afterwards as it was."""
    with transaction.atomic():
        yield house
        transaction.set_rollback(True)


def test_each_step_is_told(house):
    steps = ["Home pages", "Guide", "Organisations", "Activities", "Clients", "Referrals"]
    assert [step for step in steps if step not in house] == []


def test_organisations_are_of_different_kinds(house):
    assert Organisation.objects.count() == 10
    kinds = set(Organisation.objects.values_list("kind", flat=True))
    assert len(kinds) == 8
    assert kinds <= set(OrganisationKind.values)


def test_the_activities_are_published_in_many_languages(house):
    assert Activity.objects.filter(status=Activity.Status.PUBLISHED).count() == 41
    languages = [
        {*activity.texts.values_list("language", flat=True)}
        for activity in Activity.objects.prefetch_related("texts")
    ]
    assert sum({"fi", "sv", "en"} <= each for each in languages) == 21
    assert sum({"fi", "sv", "en", "ar", "ru", "so", "uk"} <= each for each in languages) == 10


def test_one_activity_is_in_arabic_first(house):
    (arabic,) = Activity.objects.exclude(original_language="fi")
    assert arabic.original_language == "ar"
    assert {*arabic.texts.values_list("language", flat=True)} == {"ar", "fi"}


def test_activities_go_on_into_the_next_year(house):
    last_date = Max("occurrences__starts_at")
    ends = Activity.objects.annotate(last=Greatest(last_date, "open_until"))
    assert ends.filter(last__year__gte=2027).count() == 41


def test_activities_take_place_in_every_way(house):
    shapes = {shape for (shape,) in Schedule.objects.values_list("shape").distinct()}
    assert shapes == set(Shape.values)
    kinds = {kind for (kind,) in DateChange.objects.values_list("kind").distinct()}
    assert kinds == set(DateChange.Kind.values)


@pytest.mark.parametrize(
    ("language", "says"), [("fi", "Kieliopintotoimisto"), ("ar", "مكتب دراسة")]
)
def test_the_topic_page_has_steps_a_source_a_picture_a_film_and_activities(house, language, says):
    page = TopicPage.objects.get(slug="suomen-kielen-alku", locale__language_code=language)
    blocks = {block.block_type: block.value for block in page.body}
    assert {"steps", "quotation", "picture", "video_link", "activities"} <= blocks.keys()
    # As in the editor: nothing is missing.
    page.full_clean()
    page.body.stream_block.clean(page.body)
    shown = Client().get(page.url).content.decode()
    assert says in shown
    assert blocks["picture"]["image"].contextual_alt_text in shown
    assert "https://elokuvat.example/kielikahvila" in shown
    assert f"/{language}/oppitupa/" in shown.partition('class="block-activities"')[2]


def test_a_course_says_its_level_hours_test_and_how_to_join(house):
    shown = Client().get("/en/oppitupa/suomen-alkeet/").content.decode()
    for words in ("A1.3", "400", "own test", "https://oppitupa.example/haku"):
        assert words in shown, words


def test_the_guide_has_eight_pages_in_four_languages(house):
    below = GuidePage.objects.live().exclude(slug="guide")
    languages = Counter(below.values_list("locale__language_code", flat=True))
    assert languages == {"fi": 8, "sv": 8, "en": 8, "ar": 8}


@pytest.mark.parametrize(
    ("language", "question", "need"),
    [
        ("fi", "Missä tarvitset apua?", "Suomen tai ruotsin oppiminen"),
        ("so", "Maxaad caawimo uga baahan tahay?", "Barashada Finishka ama Iswiidhishka"),
        ("ar", "بماذا تحتاج إلى مساعدة؟", "تعلّم الفنلندية أو السويدية"),
    ],
)
def test_the_home_page_asks_what_people_need_and_each_answer_leads_on(
    house, language, question, need
):
    shown = Client().get(f"/{language}/").content.decode()
    assert question in shown
    assert need in shown
    assert shown.count('class="need"') == 12
    below = NeedPage.objects.live().filter(locale__language_code=language)
    assert below.count() == 25
    for page in below:
        answer = Client().get(page.url)
        assert answer.status_code == 200, page.url
        helps = answer.context["help"]
        assert helps.choices or helps.activities or helps.guidance or helps.reading, page.url
        asks_for_activities = page.themes or page.audiences
        assert bool(helps.activities) == bool(asks_for_activities), page.url


@pytest.mark.parametrize("language", views.LANGUAGES)
def test_the_main_views_that_are_photographed_are_there(house, language):
    missing = {
        view: answer.status_code
        for view, path in views.paths().items()
        if (answer := Client().get(f"/{language}/{path}")).status_code != 200
    }
    assert missing == {}


@pytest.mark.parametrize("language", views.LANGUAGES)
def test_the_first_view_of_the_list_of_activities_is_light(house, language, record_property):
    weight = weights.weigh(Client(), f"/{language}/activities/")
    record_property("count", f"the list of activities in {language} weighs {weight.whole:,} bytes")
    assert weight.files > 10_000  # all of them were found
    assert weight.whole <= weights.MOST


def test_a_command_says_what_the_main_views_weigh(house):
    said = StringIO()
    call_command("weights", languages=["ar"], stdout=said)
    rows = [line.split() for line in said.getvalue().splitlines()]
    assert [" ".join(row[:-3]) for row in rows] == ["ar", *weights.MAIN_VIEWS]


def test_every_language_of_the_site_has_a_home_page(house, settings):
    languages = HomePage.objects.live().values_list("locale__language_code", flat=True)
    assert {*languages} == {code for code, _name in settings.LANGUAGES}


def test_authorities_look_after_twenty_five_clients(house):
    codes = [person.identity_code for person in Person.objects.all()]
    # Nobody disclosed a code, so receivers' own clients have none.
    assert {*filter(None, codes)} == {person["identity_code"] for person in source.people()}
    assert len([*filter(None, codes)]) == 25


def test_referrals_are_in_every_state(house):
    assert Referral.objects.count() == 40
    assert {*Referral.objects.values_list("status", flat=True)} == set(Status.values)
    assert Report.objects.count() == 6


def test_no_move_is_in_the_future_or_before_the_one_that_came_first(house):
    assert not ReferralMove.objects.filter(at__gt=timezone.now()).exists()
    for referral in Referral.objects.prefetch_related("moves"):
        times = [move.at for move in referral.moves.all()]
        assert times == sorted(times)


def test_only_the_chosen_fields_were_disclosed(house):
    chosen = Counter(
        tuple(sorted(written["shared"]))
        for written in source.referrals()
        if written["state"] != "draft"
    )
    went = Counter(
        tuple(sorted(referral.disclosure.fields))
        for referral in Referral.objects.exclude(status=Status.DRAFT).select_related("disclosure")
    )
    assert went == chosen


def test_statistics_are_up_to_date(house):
    assert not OutboxEvent.objects.filter(delivered_at__isnull=True).exists()
    sent = sum(written["state"] != "draft" for written in source.referrals())
    assert ReferralFact.objects.filter(verb="send").count() == sent


def test_the_tree_of_pages_is_whole_and_agrees_with_the_facts(house):
    assert Page.find_problems() == ([], [], [], [], [])
    call_command("check_facts", stdout=StringIO())
    live = ActivityPage.objects.live().count()
    assert ActivityText.objects.count() == live == 137


def test_pages_answer_in_their_language(house, settings):
    for language, path, words in (
        ("fi", "/fi/", "Löydä tiesi"),
        ("ar", "/ar/", "طريقك"),
        ("fi", "/fi/naapuritalo/laksykerho/", "Läksykerho koululaisille"),
        ("ar", "/ar/naapuritalo/laksykerho/", "نادي الواجبات المدرسية"),
        ("ar", "/ar/guide/terveys/", "الخدمات الصحية"),
        ("ar", "/ar/jasmiinipiha/", "باحة الياسمين"),
    ):
        response = Client().get(path)
        assert response.status_code == 200, path
        assert words in response.content.decode(), path
        assert f'lang="{language}"' in response.content.decode(), path


def test_pages_can_be_searched_though_their_index_was_written_in_one_go(untouched):
    with translation.override("fi"):
        found = ActivityPage.objects.live().search("läksykerho")
        assert "laksykerho" in [page.slug for page in found]
        page = ActivityPage.objects.get(slug="korjauspaja", locale__language_code="fi")
        page.title = "Korjauspaja ja verstas"
        page.save_revision().publish()
        # And after the load each save is indexed again.
        assert page in list(ActivityPage.objects.live().search("verstas"))


def test_every_login_opens_its_door(house, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    users = {user.email: user for user in User.objects.all()}
    (stored,) = {user.password for user in users.values()}
    assert len(logins()) == 20
    for roles, organisation, email, _password in logins():
        if roles == "administrator":
            assert users[email].is_superuser
        elif roles == "site editor":
            assert users[email].groups.get() == site_editors.group()
        else:
            given = Membership.objects.filter(user=users[email], organisation__name=organisation)
            assert {*given.values_list("role", flat=True)} == {*roles.split(", ")}
    assert check_password(PASSWORD, stored)


def test_editors_may_change_their_own_pages_in_every_language_and_no_others(house):
    editor = User.objects.get(email="hodan@hooskageedka.example")
    for page in ActivityPage.objects.live():
        own = page.get_parent().specific.organisation.slug == "hooskageedka"
        assert page.permissions_for_user(editor).can_edit() == own, page.url_path


def test_a_second_call_is_quick_and_changes_nothing(house):
    statements = []

    def watch(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    said = StringIO()
    with connection.execute_wrapper(watch):
        call_command("load_demo", stdout=said)
    assert "stands already" in said.getvalue()
    assert [sql for sql in statements if not sql.startswith("SELECT")] == []
    assert len(statements) < 5


def test_what_was_changed_in_the_house_stays_changed(untouched):
    Organisation.objects.filter(slug="naapuritalo").update(name="Naapuritalo Lehto ry")
    Occurrence.objects.filter(activity__organisation__slug="naapuritalo").delete()
    call_command("load_demo", stdout=StringIO())
    assert Organisation.objects.get(slug="naapuritalo").name == "Naapuritalo Lehto ry"


def test_a_database_with_other_content_is_left_alone(db):
    orgs.organisation(name="Somebody's own")
    with pytest.raises(Unsuitable, match="empty one"):
        build(lambda step: None)
    assert Organisation.objects.count() == 1
    assert not stands()


def test_a_site_without_finnish_is_told_what_to_do(db, settings):
    settings.LANGUAGES = [("sv", "svenska"), ("en", "English")]
    with pytest.raises(CommandError, match="POLKU_LANGUAGES"):
        call_command("load_demo", stdout=StringIO())


def test_production_gets_no_accounts_with_a_known_password(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="POLKU_MODE=demo"):
        call_command("load_demo", stdout=StringIO())
    assert not User.objects.exists()
