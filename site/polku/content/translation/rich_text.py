"""“Do not translate” for the rich text of editors: `<span translate="no">`, which browsers and
translation services understand."""

import wagtail.admin.rich_text.editors.draftail.features as draftail
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from polku.base.blocks.features import DO_NOT_TRANSLATE

_STYLE = "DO_NOT_TRANSLATE"


def register(features: FeatureRegistry) -> None:
    features.register_editor_plugin(
        "draftail",
        DO_NOT_TRANSLATE,
        draftail.InlineStyleFeature(
            {
                "type": _STYLE,
                "icon": "lock",
                "description": _("Do not translate"),
                "style": {"borderBottom": "2px dotted"},
            }
        ),
    )
    features.register_converter_rule(
        "contentstate",
        DO_NOT_TRANSLATE,
        {
            "from_database_format": {'span[translate="no"]': InlineStyleElementHandler(_STYLE)},
            "to_database_format": {
                "style_map": {_STYLE: {"element": "span", "props": {"translate": "no"}}}
            },
        },
    )
