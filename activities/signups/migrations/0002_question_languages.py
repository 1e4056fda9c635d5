from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def say_their_language(apps, schema_editor):
    """Questions were written in the original language of their activity."""
    question = apps.get_model("signups", "Question")
    activity = apps.get_model("activities", "Activity")
    original = activity.objects.filter(pk=OuterRef("activity")).values("original_language")
    question.objects.update(language=Subquery(original))


class Migration(migrations.Migration):
    dependencies = [("signups", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="language",
            field=models.CharField(default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="question",
            name="translations",
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name="question",
            name="kind",
            field=models.CharField(
                choices=[
                    ("text", "A short text"),
                    ("choice", "One of some choices"),
                    ("yes_no", "Yes or no"),
                    ("number", "A number"),
                ],
                default="text",
                max_length=10,
                verbose_name="how it is answered",
            ),
        ),
        migrations.RunPython(say_their_language, migrations.RunPython.noop),
    ]
