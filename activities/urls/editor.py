"""Addresses of "my activities", behind the editor's plain door."""

from django.urls import path

from activities.views.mine import lists, moves, originals, writing

app_name = "my_activities"
urlpatterns = [
    path("", lists.activity_list, name="list"),
    path("new/", writing.new, name="new"),
    path("times/", writing.times_in_words, name="times"),
    path("<uuid:key>/", writing.edit, name="edit"),
    path("<uuid:key>/preview/", moves.preview, name="preview"),
    path("<uuid:key>/end/", moves.end, name="end"),
    path("<uuid:key>/copy/", moves.copy, name="copy"),
    path("<uuid:key>/delete/", moves.delete, name="delete"),
    path("<uuid:key>/original/", originals.choose_original, name="original"),
    path("<uuid:key>/right/", moves.right, name="right"),
    path("deleted/<uuid:key>/", moves.restore, name="restore"),
    path("<uuid:key>/withdraw/", moves.withdraw, name="withdraw"),
]
