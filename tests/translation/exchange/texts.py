"""Texts as wagtail-localize keeps them, in all their variety."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from polku.content.translation.exchange.content import normal
from polku.content.translation.exchange.document import Document, Segment, State, digest_of

# On a busy machine all of it is slow.
patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

TAGS = ["b", "i", "em", "strong", "code", "abbr"]
# All that the database can hold.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
SPECIAL = st.sampled_from(
    [
        "&",
        "<",
        '"',
        "'",
        "\\",
        "\\n",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\x0b",
        "\x1c",
        "\x85",
        "\u2028",
        "\ufffe",
        "]]>",
        "&amp;",
        "مقهى اللغة",
        "\u200f(09) 310\u200e",
        "👩🏽‍🏫",
        "%(name)s",
        " ",
        "\xa0",
    ]
)
PLAIN = st.lists(SPECIAL | st.text(CHARACTERS, max_size=8), max_size=5).map("".join)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _wrapped(inner):
    return st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(TAGS), inner)


def html(numbers=("a1", "a2", "span1")):
    """With every number at most once, as in an original."""
    inline = st.recursive(
        PLAIN.map(_escaped) | st.just("<br/>"),
        lambda inner: st.lists(_wrapped(inner) | inner, max_size=3).map("".join),
        max_leaves=6,
    )
    linked = st.tuples(*(st.one_of(st.none(), inline) for _ in numbers)).map(
        lambda texts: "".join(
            f'<{name[:-1]} id="{name}">{text}</{name[:-1]}>'
            for name, text in zip(numbers, texts, strict=True)
            if text is not None
        )
    )
    return st.builds(lambda *parts: normal("".join(parts)), inline, linked, inline)


HTML = html()
PATHS = st.from_regex(r"[a-z_]{1,8}(\.[0-9a-f-]{4,12}){0,2}", fullmatch=True)


@st.composite
def segments(draw):
    source = draw(HTML.filter(str.strip))
    target = draw(st.just("") | HTML)
    state = State.UNTRANSLATED
    if target:
        state = draw(st.sampled_from([State.UNFINISHED, State.TRANSLATED]))
    return Segment(
        path=draw(PATHS),
        source=source,
        target=target,
        state=state,
        label=draw(st.sampled_from(["", "Title", "Päätös & <teksti>"])),
    )


@st.composite
def documents(draw):
    texts = draw(st.lists(segments(), min_size=1, max_size=4, unique_by=lambda s: s.key))
    return Document(
        translation=str(draw(st.uuids(version=4))),
        source_language=draw(st.sampled_from(["fi", "so", "zh-hans"])),
        target_language=draw(st.sampled_from(["ar", "en", "ru"])),
        digest=digest_of(texts),
        segments=tuple(texts),
        title=draw(st.text(CHARACTERS, max_size=20)),
    )
