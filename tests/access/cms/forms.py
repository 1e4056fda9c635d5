"""What is sent to which address of `table.txt`; to all others an empty form."""

from wagtail.test.utils.form_data import nested_form_data, streamfield

FORMS: dict[str, dict] = {
    "/cms/api/main/pages/{draft}/action/copy/": {"slug": "a-copy"},
    "/cms/api/main/pages/{live}/action/move/": {
        "destination_page_id": "{organisation_page}",
        "position": "last-child",
    },
    "/cms/api/main/pages/{live}/action/create_alias/": {
        "destination_page_id": "{organisation_page}",
        "update_slug": "an-alias",
    },
    "/cms/api/main/pages/{live}/action/revert_to_page_revision/": {
        "revision_id": "{first_revision}"
    },
    "/cms/api/main/pages/{draft}/action/copy_for_translation/": {"locale": "sv"},
    "/cms/api/main/pages/{own}/action/copy/": {"destination_page_id": "{organisation_page}"},
    "/cms/api/main/pages/{own}/action/move/": {
        "destination_page_id": "{organisation_page}",
        "position": "last-child",
    },
    "/cms/pages/{own}/copy/": {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": "{draft}",
    },
    "/cms/pages/{draft}/copy/": {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": "{organisation_page}",
    },
    "/cms/pages/{draft}/edit/": nested_form_data(
        {"title": "Changed", "slug": "changed", "body": streamfield([]), "action-publish": "1"}
    ),
    "/cms/bulk/wagtailcore/page/move/?id={own}": {"chooser": "{draft}"},
    "/cms/choose-external-link/": {
        "external-link-chooser-url": "http://localhost/en/cedar/",
        "external-link-chooser-link_text": "x",
    },
    "/cms/images/{image}/": {"title": "Changed"},
    "/cms/documents/edit/{document}/": {"title": "Changed"},
    "/cms/editing-sessions/ping/activities/activitypage/{draft}/{session}/": {
        "revision_id": "{draft_revision}"
    },
    "/cms/tag-autocomplete/?term=kanari": {},
    "/cms/translations/do/?start": {"action": "start", "page": "{draft_key}", "language": "sv"},
    "/cms/translations/do/?check": {"action": "check", "page": "{live_key}", "language": "sv"},
    "/cms/translations/do/?send": {
        "action": "send",
        "page": "{live_key}",
        "language": "sv",
        "form": "po",
    },
}
