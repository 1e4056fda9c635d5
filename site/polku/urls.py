"""All doors of the house."""

from allauth.account import views as account_views
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from orgs.views import accounts, invitations
from polku.content import views as content_views

handler400 = "polku.content.views.bad_request"
handler404 = "polku.content.views.not_found"
handler500 = "polku.content.views.server_error"

urlpatterns = [
    path("", content_views.front_door, name="front_door"),
    path("cms/login/", account_views.login, name="wagtailadmin_login"),
    path("cms/", include("orgs.fence.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path(
        "account/second-factor/",
        accounts.second_factor_required,
        name="second_factor_required",
    ),
    path("account/invitation/", invitations.invitation, name="invitation"),
    path("account/invitation/<str:token>/", invitations.link, name="invitation_link"),
    path("account/", include("allauth.urls")),
    path("desk/", include("referrals.desk.urls")),
    path("editor/", include("orgs.urls")),
    path("editor/activities/", include("activities.urls.editor")),
    path("editor/sign-ups/", include("activities.signups.urls.editor")),
    path("robots.txt", content_views.robots, name="robots"),
    path("service-worker.js", content_views.service_worker, name="service_worker"),
    path("sitemap.xml", content_views.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:language>.xml", content_views.sitemap, name="sitemap"),
    path("feeds/", include("activities.feeds.urls")),
    *i18n_patterns(
        path("", include("activities.urls.public")),
        path("", include("activities.signups.urls.public")),
        path("", include("activities.handouts.urls")),
        path("", include("polku.content.urls")),
        path("", include("polku.content.upkeep.urls")),
        path("", include("polku.content.translation.urls")),
        # Wagtail's own sign-in page would pass allauth by, and its limits of attempts with it.
        path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
        re_path(wagtail_urls.serve_pattern, content_views.page, name="wagtail_serve"),
        path("", include(wagtail_urls)),
    ),
]

if not settings.PRODUCTION:  # elsewhere the reverse proxy serves uploaded files
    urlpatterns.insert(0, path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))
