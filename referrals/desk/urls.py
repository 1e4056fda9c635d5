"""Addresses of the workspace."""

from django.urls import path

from .views import clients, drafts, front, lists, referrals, statistics

app_name = "desk"
urlpatterns = [
    path("", front.front, name="front"),
    path("organisation/", front.organisation, name="switch_organisation"),
    path("inbox/", lists.inbox, name="inbox"),
    path("inbox/export.csv", lists.inbox_export, name="inbox_export"),
    path("outbox/", lists.outbox, name="outbox"),
    path("outbox/export.csv", lists.outbox_export, name="outbox_export"),
    path("clients/", clients.client_list, name="client_list"),
    path("clients/new/", clients.client_new, name="client_new"),
    path("clients/<uuid:key>/", clients.client_detail, name="client_detail"),
    path("clients/<uuid:key>/edit/", clients.client_edit, name="client_edit"),
    path("clients/<uuid:key>/notes/", clients.client_notes, name="client_notes"),
    path("clients/<uuid:key>/refer/", drafts.choose_activity, name="client_refer"),
    path("clients/<uuid:key>/refer/<uuid:activity>/", drafts.referral_new, name="referral_new"),
    path("referrals/<uuid:key>/", referrals.referral_detail, name="referral_detail"),
    path("referrals/<uuid:key>/edit/", drafts.referral_edit, name="referral_edit"),
    path("referrals/<uuid:key>/<slug:verb>/", referrals.referral_move, name="referral_move"),
    path("statistics/", statistics.statistics, name="statistics"),
]
