from django.db import migrations

from polku.record.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_initial"), ("record", "0002_append_only")]
    operations = [append_only("exchange_referralmove")]
