"""What is public: organisations with their people and pages, and activities with their dates."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from wagtail.models import Page, Site

from activities.models import (
    Activity,
    ActivityPage,
    ActivityText,
    Audience,
    Kind,
    Occurrence,
    Schedule,
    Theme,
)
from orgs.models import (
    Area,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationPage,
    Role,
    User,
)
from polku.content.models import GuidePage, HomePage

from ..sizes import Size
from ..stock.models import StockPage
from . import dates, words
from .copying import Table
from .pages import Tree, random_key
from .texts import SHARES, Texts

GUIDES = 6
AUTHORITIES = (OrganisationKind.MUNICIPALITY, OrganisationKind.EMPLOYMENT_AUTHORITY)
ASSOCIATIONS = (OrganisationKind.ASSOCIATION, OrganisationKind.IMMIGRANT_ASSOCIATION)
SPOKEN = ("fi", "sv", "en", "ar", "ru", "so", "uk", "fa", "prs", "ckb", "tr", "es", "fr", "zh")


@dataclass(frozen=True)
class House:
    """An organisation as the generator knows it. `worker`: the id of one of its workers."""

    id: int
    name: str
    is_authority: bool
    worker: int
    municipality: int


class Offers:
    """Makes and copies everything public. `houses` and `referable` are what referrals need."""

    def __init__(self, random: Random, size: Size, today: date):
        self.random, self.size, self.today = random, size, today
        self.now = datetime.combine(today, time(8), UTC)
        self.texts = Texts(random)
        self.tree = Tree(random, tuple(SHARES), self.now - timedelta(days=100))
        self.houses: list[House] = []
        # (activity, organisation) of those that take referrals
        self.referable: list[tuple[int, int]] = []
        self._pages: dict[tuple[int, str], dict] = {}  # (organisation, language)

    @property
    def measured(self) -> House:
        """The organisation whose page, activity and inbox are measured; it takes referrals."""
        return self.houses[1]

    def copy(self) -> list[Table]:
        """Write it all; returns the tables, whose sequences are behind now."""
        municipalities = list(
            Area.objects.filter(kind="municipality").order_by("code").values_list("pk", "name_fi")
        )
        self._homes()
        tables = [
            *self._organisations(municipalities),
            *self._activities(dict(municipalities)),
        ]
        self.tree.copy()
        for table in tables:
            table.copy()
        words.index()
        return [self.tree.pages, *tables]

    def add_last_pages(self) -> None:
        """What goes by way of Wagtail, once the sequences have caught up: the site begins at our
        first home page, the welcome page goes, and the stock page comes."""
        site = Site.objects.get(is_default_site=True)
        welcome, site.root_page_id = site.root_page, self.homes["fi"]["id"]
        site.save()
        Page.objects.get(pk=welcome.pk).delete()
        text = self.texts.draw("fi", "stock")
        Page.objects.get(pk=self._pages[self.measured.id, "fi"]["id"]).add_child(
            instance=StockPage(
                title=text.title,
                slug="stock",
                summary=text.summary,
                body=text.stream,
                venue="Talo 1",
                starts_at=self.now,
                ends_at=self.now + timedelta(minutes=dates.MINUTES),
                locale_id=self.tree.locales["fi"],
            )
        )

    def _homes(self) -> None:
        home_key = random_key(self.random)
        guide_keys = [random_key(self.random) for _ in range(GUIDES)]
        self.homes = {}
        for language in SHARES:
            text = self.texts.draw(language, "Polku")
            home = self.homes[language] = self.tree.grow(
                HomePage,
                self.tree.root,
                language=language,
                slug=f"home-{language}",
                title=text.title,
                key=home_key,
                greeting=text.title[:120],
                lead=text.summary,
                body=text.stream,
            )
            for number, key in enumerate(guide_keys, 1):
                text = self.texts.draw(language, str(number))
                self.tree.grow(
                    GuidePage,
                    home,
                    language=language,
                    slug=f"guide-{number}",
                    title=text.title,
                    key=key,
                    in_menu=True,
                    summary=text.summary,
                    body=text.stream,
                )

    def _organisations(self, municipalities: list[tuple[int, str]]) -> list[Table]:
        organisations, users, memberships = Table(Organisation), Table(User), Table(Membership)
        for number in range(1, self.size.organisations + 1):
            is_authority = number % 4 == 0
            kind = (AUTHORITIES if is_authority else ASSOCIATIONS)[number % 8 // 4]
            municipality, place = municipalities[number * 7 % len(municipalities)]
            name = f"{place} {kind.label} {number}"
            organisation = organisations.add(
                key=random_key(self.random),
                slug=f"organisation-{number}",
                name=name,
                kind=kind.value,
                language="fi",
                contact_email=f"all-{number}@bench.example",
            )
            for role in (Role.WORKER, Role.MANAGER):
                user = users.add(
                    email=f"{role}-{number}@bench.example",
                    first_name="Aino",
                    last_name=f"Työntekijä {number}",
                    password="!",
                    language="fi",
                    date_joined=self.now,
                )
                memberships.add(
                    user_id=user["id"], organisation_id=organisation["id"], role=role.value
                )
            self.houses.append(
                House(organisation["id"], name, is_authority, user["id"] - 1, municipality)
            )
            self._organisation_pages(self.houses[-1], number)
        return [organisations, users, memberships]

    def _organisation_pages(self, house: House, number: int) -> None:
        key = random_key(self.random)
        for language in SHARES:
            text = self.texts.draw(language, house.name)
            self._pages[house.id, language] = self.tree.grow(
                OrganisationPage,
                self.homes[language],
                language=language,
                slug=f"organisation-{number}",
                title=house.name,
                key=key,
                organisation_id=house.id,
                intro=text.summary,
                body=text.stream,
            )

    def _activities(self, places: dict[int, str]) -> list[Table]:
        activities, texts, occurrences, schedules = (
            Table(Activity),
            Table(ActivityText),
            Table(Occurrence),
            Table(Schedule),
        )
        for number in range(1, self.size.made + 1):
            house = self.houses[number % len(self.houses)]
            place = places[house.municipality]
            original, *others = self._languages(number)
            facts = self._facts(house, number)
            first = dates.first_start(self.random, self.today)
            schedule = dates.schedule(first)
            key = random_key(self.random)
            activity = activities.add(
                **facts,
                translation_key=key,
                organisation_id=house.id,
                original_language=original,
                schedules=json.dumps([Schedule(**schedule).series.to_json()]),
                first_published_at=self.now - timedelta(days=100),
                facts_published_at=self.now - timedelta(days=number % 90),
            )["id"]
            for language in (original, *others):
                text = self.texts.draw(language, place)
                page = self.tree.grow(
                    ActivityPage,
                    self._pages[house.id, language],
                    language=language,
                    slug=f"activity-{number}",
                    title=text.title,
                    key=key,
                    summary=text.summary,
                    body=text.stream,
                    **(facts if language == original else {}),
                )["id"]
                texts.add(
                    activity_id=activity,
                    language=language,
                    page_id=page,
                    title=text.title,
                    summary=text.summary,
                    body=text.plain,
                    published_at=self.now,
                )
                if language == original:
                    schedules.add(sort_order=0, page_id=page, **schedule)
            dates.add_occurrences(occurrences, activity, first)
            if facts["takes_referrals"]:
                self.referable.append((activity, house.id))
        return [activities, texts, occurrences, schedules]

    def _languages(self, number: int) -> list[str]:
        """The original first. The first activity has all: it is the one that is measured."""
        if number == 1:
            return list(SHARES)
        original = self.random.choices(list(SHARES), weights=(70, 8, 8, 4, 4, 3, 3))[0]
        return [original] + [
            language
            for language, share in SHARES.items()
            if language != original and self.random.random() * 100 < share
        ]

    def _facts(self, house: House, number: int) -> dict:
        draw = self.random
        return {
            "kind": Kind.values[3] if house.is_authority else draw.choice(Kind.values[:3]),
            "themes": draw.sample(Theme.values, k=draw.randint(1, 3)),
            "audiences": draw.sample(Audience.values, k=draw.randint(1, 2)),
            "languages": list(dict.fromkeys(["fi", *draw.sample(SPOKEN, k=draw.randint(0, 3))])),
            "attendance": "online" if number % 10 == 0 else "in_person",
            "venue": f"Talo {number % 97}",
            "street_address": f"Polkukatu {number % 211}",
            "postal_code": f"{number % 1000:03}00",
            "position": f"{60 + number % 997 / 250:.5f}, {21 + number % 991 / 150:.5f}",
            "municipality_id": house.municipality,
            "price_cents": draw.choice((0, 0, 0, 500, 2000)),
            "capacity": draw.choice((None, 10, 20)),
            "contact_phone": "+358 9 555 0100",
            "contact_email": f"activity-{number}@bench.example",
            "takes_referrals": not house.is_authority and number // len(self.houses) % 2 == 0,
        }
