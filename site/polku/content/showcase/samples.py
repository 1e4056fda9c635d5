"""With what each component is shown: by its name, one context for each of its kinds."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.utils import timezone

from polku.base import languages
from polku.base.opening_hours import OpeningHours, at_present, read_other_days, read_spans

from .finder import finder
from .forms import form
from .words import WORDS

NOT_SHOWN = {
    "description": "It is for machines: an element in the head of a page.",
    "feeds_of_search": "It is for machines: elements in the head of a page.",
    "sharing": "It is for machines: elements in the head of a page.",
    "trap": "Nobody sees it: it is for programs that fill in forms.",
}
_KEY = "5b1f7f0e-6f5c-4b39-9d0a-0d5f2f1f3c11"
_PHONE, _EMAIL = "+358 9 5555 210", "kahvila@naapuritalo.example"
_HOURS = OpeningHours(
    (*(read_spans("9–12, 13–16"),) * 5, (), ()), others=read_other_days("24.12.2026–26.12.2026")
)


def samples(language: str) -> dict[str, list[dict]]:
    """Everything but what is in NOT_SHOWN, with words of this language (one of WORDS)."""
    words = WORDS[language]
    return _small(words, language) | _of_activities(words, language) | _frame(words, language)


def _when(**others) -> dict:
    starts = timezone.localtime().replace(hour=17, minute=30) + timedelta(days=8)
    return {"starts": starts, "ends": starts + timedelta(hours=1.5)} | others


def _languages(language: str) -> list[dict]:
    return [
        {
            "code": code,
            "name": languages.own_name(code),
            "direction": languages.direction(code),
            "url": f"/{code}/",
            "current": code == language,
        }
        for code in ("fi", "sv", "en", "so", "ar", "zh-hans")
    ]


def _spoken(language: str) -> list[dict]:
    return [
        {"code": code, "name": languages.name_in(code, language)} for code in ("fi", "ar", "uk")
    ]


def _links(words: dict, language: str) -> list[dict]:
    return [
        {"title": words["housing"], "url": "#", "lang": language, "current": True},
        {"title": words["work"], "url": "#", "lang": language},
        {
            "title": "Children and family",
            "url": "#",
            "lang": "en",
            "foreign": languages.name_in("en", language),
        },
    ]


def _small(words: dict, language: str) -> dict[str, list[dict]]:
    """Single signs, sentences, fields and forms."""
    plain, wrong = form(words), form(words, is_wrong=True)
    notice = {"title": words["nothing"], "message": words["message"]}
    kinds = ("info", "success", "warn", "error")
    return {
        "badge": [
            {"text": words["choices"][0], "kind": kind}
            for kind in ("", "sun", "berry", "sky", "plain")
        ],
        "data_table": [{"number": 1, "table": _table(words)}],
        "bar_chart": [{"chart": _chart(words)}],
        "email": [{"address": _EMAIL, "label": words["person"]}],
        "empty_state": [notice | {"url": "#", "action": words["action"]}],
        "error_page": [notice | {"url": "#", "action": words["action"]}],
        "error_summary": [{"form": wrong}],
        "facts": [
            {
                "facts": [
                    {"label": words["label"], "value": words["person"]},
                    {"label": words["language"], "value": ""},
                ]
            }
        ],
        "field": [{"field": field} for field in (*plain, wrong["name"])],
        "field_notes": [{"field": wrong["name"]}],
        "folded_choices": [{"field": plain["days"], "common": 2}],
        "form_fields": [{"form": plain}],
        "freshness": [{"checked_on": date(2026, 1, 8)}],
        "icon": [{"name": name} for name in ("calendar", "place", "speech", "people")],
        "language_list": [{"languages": _languages(language)}],
        "language_menu": [{"languages": _languages(language)}],
        "language_names": [{"languages": _spoken(language)}],
        "links": [{"links": _links(words, language)}],
        "list_filter": [{"form": plain, "label": words["language"]}],
        "messages": [{"messages": [Message(SUCCESS, words["message"])]}],
        "notice": [
            notice | {"kind": kind, "url": "#", "action": words["action"]} for kind in kinds
        ],
        "open_now": [{"state": at_present(_HOURS)}],
        "opening_hours": [{"hours": _HOURS}],
        "pagination": [{"page_obj": Paginator(range(50), 10).page(2)}],
        "phone": [{"number": _PHONE, "label": words["person"]}],
        "post_form": [{"form": plain, "submit": words["action"], "cancel_url": "#"}],
        "price": [{"cents": 0}, {"cents": 250}],
        "skip_link": [{}],
        "state_badge": [
            {"state": {"code": code, "label": words[code]}} for code in ("sent", "accepted")
        ],
    }


def _table(words: dict) -> dict:
    return {
        "title": words["figures"],
        "caption": words["summary"],
        "header": ["", words["sent"], words["accepted"]],
        "rows": [["Tampere", 12, 8], ["Turku", 7, 5]],
    }


def _chart(words: dict) -> dict:
    return {
        "title": words["figures"],
        "description": words["summary"],
        "bars": [
            {"label": words["sent"], "value": 12, "percent": 100},
            {"label": words["accepted"], "value": 8, "percent": 67},
        ],
    }


def _of_activities(words: dict, language: str) -> dict[str, list[dict]]:
    """Activities, organisations, guidance and pages."""
    direction = languages.direction(language)
    text = {"title": words["title"], "summary": words["summary"], "lang": language}
    card = text | {
        "key": _KEY,
        "url": "#",
        "dir": direction,
        "when": _when(),
        "place": words["place"],
        "languages": _spoken(language),
        "organisation": words["organisation"],
        "price_cents": 0,
    }
    foreign = card | {
        "title": "Language café",
        "summary": "Talk with us.",
        "lang": "en",
        "dir": "ltr",
    }
    foreign["is_fallback"] = True
    cancelled = card | {"when": _when(is_cancelled=True, reason=words["reason"])}
    point = card | {"phone": _PHONE, "drop_in": True, "open_now": at_present(_HOURS)}
    page = text | {"url": "#", "dir": direction, "date": date(2026, 11, 2)}
    choices = [text | {"url": "#", "icon": icon} for icon in ("work", "home", "studies", "family")]
    moved = _when(
        moved_from=_when()["starts"],
        place=words["place"],
        note=words["summary"],
        lang=language,
        dir=direction,
    )
    saved = {"key": _KEY, "title": words["title"], "address": "#", "language": language}
    return finder(words, card) | {
        "activity_card": [{"activity": each} for each in (card, foreign, cancelled)],
        "activity_cards": [{"activities": [card, foreign]}],
        "contact_card": [_contact(words, language)],
        "guidance_card": [{"point": point}],
        "guidance_cards": [{"points": [point]}],
        "intake": [
            {
                "activity": {
                    "intake_criteria": words["summary"],
                    "what_happens_next": words["message"],
                    "answer_within_days": 5,
                }
            }
        ],
        "map_links": [{"links": {"phone": "#", "web": "#", "apple": "#"}}],
        "nearest": [{"page_obj": Paginator(range(50), 10).page(1)}],
        "need_cards": [{"choices": choices}, {"choices": choices, "short": True}],
        "other_language": [
            {
                "foreign": {"name": languages.name_in("en", language), "page": 0},
                "others": _languages(language)[:2],
            }
        ],
        "page_card": [{"card": page}],
        "page_cards": [{"cards": [page]}],
        "page_tools": [saved | {"address": "https://polku.example/"}],
        "page_upkeep": [{"check": {"day": date(2026, 11, 2)}, "key": _KEY}],
        "save_button": [saved],
        "subscribe": [
            {
                "address": "#",
                "scheme": "https",
                "host": "polku.example",
                "label": words["title"],
                "dates": [{"when": _when(), "address": "#"}],
                "news": "#",
                "data": "#",
            }
        ],
        "subscribe_search": [
            {"language": language, "query": "", "scheme": "https", "host": "polku.example"}
        ],
        "take_along": [saved],
        "when": [{"when": _when()}, {"when": cancelled["when"]}],
        "when_otherwise": [{"when": moved}],
    }


def _contact(words: dict, language: str) -> dict:
    return {
        "card": {
            "phone": _PHONE,
            "email": _EMAIL,
            "street_address": "Kuusamantie 5",
            "postal_code": "33720",
            "municipality": "Tampere",
            "opening_hours": _HOURS,
        },
        "words": {
            "name": words["person"],
            "role": words["role"],
            "directions": words["directions"],
        },
        "words_language": language,
        "words_direction": languages.direction(language),
        "languages": _spoken(language),
    }


def _frame(words: dict, language: str) -> dict[str, list[dict]]:
    """Heads, feet and ways through the site, and what the workspace is made of."""
    spoken, home = _languages(language), {"title": words["home"], "url": "#", "lang": language}
    actor = {
        "user": SimpleNamespace(get_full_name=words["person"], email=_EMAIL),
        "organisation": {"name": words["organisation"]},
    }
    organisations = [
        {"key": name, "name": words[name], "current": name == "organisation"}
        for name in ("organisation", "other_organisation")
    ]
    items = [
        {"name": "sent", "url": "#", "label": words["sent"], "icon": "out", "turns": True},
        {"name": "people", "url": "#", "label": words["family"], "icon": "people"},
    ]
    entries = [
        {"title": words[name], "url": "#", "lang": language, "current": name == "guide"}
        for name in ("guide", "work")
    ]
    frame = {"language": language, "direction": languages.direction(language), "languages": spoken}
    workers = {
        "actor": actor,
        "organisations": organisations,
        "navigation": items,
        "current": "sent",
    }
    move = {
        "label": words["accepted"],
        "actor_label": words["person"],
        "organisation": words["organisation"],
        "at": timezone.make_aware(datetime(2026, 11, 2, 14, 5)),
        "reason": words["message"],
    }
    row = {
        "number": "2026-0012",
        "url": "#",
        "state": {"code": "sent", "label": words["sent"]},
        "activity_title": words["title"],
        "client_label": words["person"],
        "other_organisation": words["organisation"],
        "sent_at": move["at"],
        "due": date(2026, 11, 12),
        "needs_me": True,
    }
    stops = zip(
        (words["sent"], words["accepted"], words["work"]), ("done", "current", "ahead"), strict=True
    )
    chosen = [{"label": each, "remove_url": "#"} for each in words["choices"][:2]]
    return {
        "about_links": [{"links": entries}],
        "account_menu": [{"user": actor["user"]}],
        "active_filters": [{"active": chosen}],
        "brand": [{"url": "#"}],
        "breadcrumb": [{"ancestors": [home, entries[0]], "current": words["housing"]}],
        "demo_banner": [{}],
        "desk_header": [workers],
        "desk_navigation": [{"items": items, "current": "sent"}],
        "editor_header": [workers | {"languages": spoken}],
        "filter_form": [{"form": form(words), "active": chosen, "label": words["action"]}],
        "kept_page": [{}],
        "language_switch": [{"languages": spoken}],
        "navigation": [{"items": entries}],
        "organisation_switcher": [
            {"organisation": actor["organisation"], "organisations": organisations}
        ],
        "preview_bar": [{"url": "#"}],
        "referral_table": [
            {"rows": [row], "caption": words["sent"], "other": words["other_organisation"]}
        ],
        "saved_link": [{}],
        "site_footer": [frame | {"about": entries}],
        "site_header": [frame | {"navigation": entries, "home_url": "#"}],
        "timeline": [{"moves": [move, move | {"label": words["sent"], "reason": ""}]}],
        "trail": [{"stops": [{"label": label, "state": state} for label, state in stops]}],
        "way_up": [{"title": words["guide"], "url": "#", "current": words["housing"]}],
    }
