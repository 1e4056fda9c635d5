"""A fresh database knows the areas of Finland."""

from django.db import migrations


def load(apps, schema_editor):
    from orgs.services import areas

    areas.load(area_model=apps.get_model("orgs", "Area"))


class Migration(migrations.Migration):
    dependencies = [("orgs", "0003_editing")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
