"""Editors published until now, so they become publishers; `manage.py check_rights --repair` (or the
nightly job) gives organisations their groups and workflows."""

import django.db.models.deletion
from django.db import migrations, models


def make_publishers(apps, schema_editor):
    apps.get_model("orgs", "Membership").objects.filter(role="editor").update(role="publisher")


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('orgs', '0004_areas'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='publishers',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='auth.group'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='publishing',
            field=models.CharField(choices=[('trusted', 'its own publishers publish'), ('reviewed', 'a site editor approves first')], default='trusted', max_length=10, verbose_name='publishing'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='workflow',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.workflow'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('editor', 'editor'), ('publisher', 'publisher'), ('worker', 'worker'), ('manager', 'manager'), ('coordinator', 'coordinator'), ('auditor', 'auditor')], max_length=20, verbose_name='role'),
        ),
        migrations.RunPython(make_publishers, migrations.RunPython.noop),
    ]
