"""Addresses behind the editor's plain door that belong to no other package."""

from django.urls import path

from .views import editors_door, members, our_page

app_name = "editor"
urlpatterns = [
    path("", editors_door.front, name="front"),
    path("organisation/", editors_door.organisation, name="switch_organisation"),
    path("language/", editors_door.language, name="language"),
    path("help/", editors_door.manual, name="help"),
    path("our-page/", our_page.begin, name="our_page_front"),
    path("our-page/<uuid:key>/", our_page.edit, name="our_page"),
    path("our-page/<uuid:key>/preview/", our_page.preview, name="our_page_preview"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/<int:pk>/", members.member, name="member"),
    path("members/<int:pk>/remove/", members.remove, name="remove_member"),
    path("members/invitations/<uuid:key>/resend/", members.resend, name="resend_invitation"),
    path("members/invitations/<uuid:key>/revoke/", members.revoke, name="revoke_invitation"),
]
