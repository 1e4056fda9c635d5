"""Addresses of the organiser's lists, behind the editor's plain door."""

from django.urls import path

from activities.signups.views import lists, moves, questions

app_name = "sign_up_lists"
urlpatterns = [
    path("", lists.activity_list, name="list"),
    path("<uuid:key>/", lists.people, name="people"),
    path("<uuid:key>/file/", lists.file, name="file"),
    path("<uuid:key>/marks/", moves.marks, name="marks"),
    path("<uuid:key>/message/", moves.message, name="message"),
    path("<uuid:key>/remove/<int:pk>/", moves.remove, name="remove"),
    path("<uuid:key>/questions/", questions.question_list, name="questions"),
    path("<uuid:key>/questions/new/", questions.add, name="new_question"),
    path("<uuid:key>/questions/<int:pk>/", questions.change, name="question"),
    path("<uuid:key>/questions/<int:pk>/move/", questions.move, name="move_question"),
    path("<uuid:key>/questions/<int:pk>/remove/", questions.remove, name="remove_question"),
    path("<uuid:key>/questions/in/<slug:language>/", questions.translate, name="translate"),
]
