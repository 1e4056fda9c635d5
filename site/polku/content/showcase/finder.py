"""Samples of what looks for something: the form with its facets, ways to see the answer, and what
is said where there is none."""

from .forms import form


def finder(words: dict, card: dict) -> dict[str, list[dict]]:
    """`card`: an activity as a list shows it."""
    sample = form(words)
    options = [
        {
            "id": f"sample-{number}",
            "name": "language",
            "value": number,
            "label": label,
            "count": 12 - number,
            "is_chosen": number == 1,
        }
        for number, label in enumerate(words["choices"])
    ]
    facet = {"name": "sample", "label": words["language"]}
    panel = {
        "name": "sample",
        "label": words["language"],
        "is_first": True,
        "number_chosen": 1,
        "facets": [facet | {"first": options[:2], "folded": options[2:]}],
    }
    fields = [sample["name"]]
    other = {"name": "other", "label": words["days"], "facets": [], "fields": fields}
    views = [
        {"label": words["family"], "url": "#", "icon": "people", "is_current": True},
        {"label": words["sent"], "url": "#", "icon": "calendar"},
    ]
    orders = [{"label": label, "url": "#", "is_current": True} for label in words["choices"][:2]]
    loosened = [{"labels": [words["choices"][0]], "count": 3, "url": "#"}]
    nothing = {"clear_url": "#", "is_asked": True}
    return {
        "dated_activity": [{"activity": card}],
        "facet_fields": [{"fields": fields}],
        "facet_options": [{"options": options, "path": "#"}],
        "find_form": [
            {
                "form": sample,
                "path": "#",
                "kept": {},
                "first_panels": [panel],
                "more_panels": [other],
                "more_chosen": 0,
                "count": 12,
            }
        ],
        "find_panel": [{"panel": panel, "path": "#"}, {"panel": other, "path": "#"}],
        "find_views": [{"views": views, "orders": orders}],
        "nothing_found": [
            nothing | {"loosened": loosened, "words": words["work"], "without_words_url": "#"},
            nothing | {"words": words["work"], "meant": {"words": words["work"], "url": "#"}},
        ],
        "print_link": [{"address": "#"}],
        "print_page": [{"page": {"translation_key": card["key"]}}],
        "print_list": [{"query": "free=1", "count": 12}],
        "search_box": [{"words": words["work"], "id": "sample-search"}],
        "search_of_site": [{"path": "#"}],
        "tally": [{"number": 2}],
        "without_dates": [{"number": 3, "url": "#"}],
    }
