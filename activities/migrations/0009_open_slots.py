import django.contrib.postgres.fields
from django.db import migrations, models


def number(apps, schema_editor):
    """What has opening hours is found by weekday and time of day from now on."""
    from activities.queries.times import open_slots
    from activities.recurrence import Series

    Activity = apps.get_model("activities", "Activity")
    for activity in Activity.objects.filter(open_from__isnull=False):
        activity.open_slots = open_slots(map(Series.from_json, activity.schedules))
        activity.save(update_fields=["open_slots"])


class Migration(migrations.Migration):
    dependencies = [("activities", "0008_text_lengths")]
    operations = [
        migrations.AddField(
            model_name="activity",
            name="open_slots",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), default=list, size=None
            ),
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
    ]
