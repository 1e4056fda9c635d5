import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consent", "0003_append_only"), ("people", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="shareset",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="share_sets",
                to="people.person",
            ),
        ),
    ]
