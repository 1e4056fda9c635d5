"""The first rule for answers: five working days. No Finnish law sets one; an installation adds a
row for the day from which another number holds."""

from datetime import date

from django.db import migrations


def add(apps, schema_editor):
    apps.get_model("exchange", "Deadline").objects.get_or_create(
        kind="answer", valid_from=date(2025, 1, 1), defaults={"working_days": 5}
    )


class Migration(migrations.Migration):
    dependencies = [("exchange", "0004_deadlines_and_lists")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
