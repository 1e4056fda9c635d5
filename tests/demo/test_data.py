"""What is written in the data of the sample house, before anything is built from it."""

import re
import unicodedata
from collections import Counter
from datetime import date

import pytest
from stdnum.fi import hetu

from activities.recurrence import parse
from polku.demo.house import source
from polku.demo.logins import logins
from referrals.exchange.states import DeclineReason, Outcome

SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "ru": "CYRILLIC", "uk": "CYRILLIC", "zh-hans": "CJK"}


def texts():
    for organisation in source.organisations():
        yield from ((organisation["slug"], *pair) for pair in organisation["text"].items())
    for written in (*source.activities(), *source.guide(), *source.pages()):
        yield from ((written["slug"], *pair) for pair in written["text"].items())
    asked = source.needs()
    for written in (
        asked,
        *asked["need"],
        *(n for need in asked["need"] for n in need["narrower"]),
    ):
        yield from ((written["slug"], *pair) for pair in written["text"].items())
    for written in source.contact_cards():
        yield from ((written["key"], *pair) for pair in written["text"].items())
    yield from (("home", *pair) for pair in source.home().items())


def words_of(written) -> str:
    match written:
        case str():
            return written + " "
        case dict():
            return "".join(words_of(value) for key, value in written.items() if key != "phones")
        case list():
            return "".join(words_of(value) for value in written)
    return ""


def test_each_text_is_in_the_script_of_its_language():
    for name, language, text in texts():
        letters = [letter for letter in words_of(text) if letter.isalpha()]
        script = SCRIPTS.get(language, "LATIN")
        share = sum(unicodedata.name(each).startswith(script) for each in letters) / len(letters)
        # Names of organisations stay as they are in a text of another script.
        assert share > 0.8, (name, language)


def test_russian_and_ukrainian_are_not_mixed():
    for name, language, text in texts():
        if language == "ru":
            assert not re.search("[іїєґ]", words_of(text)), name
        if language == "uk":
            assert not re.search("[ыэъё]", words_of(text)), name


def test_titles_and_summaries_are_short():
    for written in source.activities():
        for language, text in written["text"].items():
            assert len(text["title"]) <= 60, (written["slug"], language)
            assert len(text["summary"]) <= 180, (written["slug"], language)


def test_nobody_can_be_reached_at_an_address_of_the_house():
    everything = "".join(file.read_text("utf-8") for file in source.DATA.rglob("*.toml"))
    hosts = re.findall(r"https?://([^/\s\"]+)", everything)
    assert hosts
    assert not [host for host in hosts if not host.endswith(".example")]
    addresses = re.findall(r"[\w.-]+@[\w.-]+", everything)
    assert addresses
    assert not [address for address in addresses if not address.endswith(".example")]


def test_identity_codes_belong_to_nobody():
    codes = [person["identity_code"] for person in source.people()]
    assert len(set(codes)) == 25
    for person in source.people():
        code = hetu.validate(person["identity_code"], allow_temporary=True)
        assert 900 <= int(code[7:10]) <= 999
        assert code[:6] == person["birth_date"].strftime("%d%m%y")
    assert {code[6] for code in codes} - {"-", "A"}, "some have a sign of 2023"


def test_schedules_begin_on_a_day_of_their_rule():
    weekdays = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    for written in source.activities():
        for schedule in written["schedules"]:
            if not schedule.get("rrule"):
                continue
            first = date.fromisoformat(schedule["starts"][:10])
            days = {weekdays[day] for _nth, day in parse(schedule["rrule"]).weekdays}
            assert weekdays[first.weekday()] in days, written["slug"]


def test_what_a_worker_reads_is_in_its_own_place():
    takes = [each for each in source.activities() if each["takes_referrals"]]
    assert takes
    for written in takes:
        for name in ("intake_criteria", "what_happens_next", "answer_within_days"):
            assert written.get(name), (written["slug"], name)


def test_each_language_course_says_what_a_course_is_asked():
    courses = [each for each in source.activities() if each["kind"] == "course"]
    for written in courses:
        asked = ["joining", "total_hours", "hours_per_week", "final_test"]
        if "language" in written["themes"]:
            asked += ["level_from", "level_to"]
        assert [name for name in asked if not written.get(name)] == [], written["slug"]
    assert len([each for each in courses if each.get("apply_until")]) >= 6


def test_nobody_is_referred_twice_to_the_same_activity():
    pairs = Counter((each["client"], each["activity"]) for each in source.referrals())
    assert max(pairs.values()) == 1


def test_answers_use_the_codes_of_the_field():
    reasons = {each["reason"] for each in source.referrals() if each["state"] == "declined"}
    outcomes = {each["outcome"] for each in source.referrals() if each["state"] == "completed"}
    assert reasons <= set(DeclineReason.values)
    assert outcomes == set(Outcome.values)


@pytest.mark.parametrize(
    "role",
    [
        "administrator",
        "site editor",
        "worker",
        "manager",
        "coordinator",
        "auditor",
        "publisher",
        "editor",
    ],
)
def test_each_role_has_a_login(role):
    assert [row for row in logins() if role in row[0].split(", ")]


def test_someone_works_in_two_organisations():
    places = Counter(email for _roles, _organisation, email, _password in logins())
    assert max(places.values()) == 2


def test_a_site_with_fewer_languages_gets_fewer_texts(settings):
    settings.LANGUAGES = [("fi", "suomi"), ("en", "English")]
    activities = {written["slug"]: written for written in source.activities()}
    assert {*activities["kielikahvila"]["text"]} == {"fi", "en"}
    assert activities["perheilta"]["original"] == "fi"
