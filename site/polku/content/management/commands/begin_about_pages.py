"""`manage.py begin_about_pages`: the accessibility statement and what the site keeps, as drafts."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from polku.content.models import HomePage
from polku.content.services import about


class Command(BaseCommand):
    help = "Write drafts of the pages about the site itself, for an editor to mend and publish."

    def add_arguments(self, parser):
        parser.add_argument("operator", help="who answers for the site, by name")
        parser.add_argument("email", help="where readers write to")

    def handle(self, *args, operator: str, email: str, **options):
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email!r} is no e-mail address.") from None
        if not HomePage.objects.exists():
            raise CommandError("Make the home page first: these pages stand below it.")
        made = about.begin(about.Operator(operator, email))
        for page in made:
            self.stdout.write(f"{page.locale.language_code}: {page.title} (/cms/pages/{page.pk}/)")
        if not made:
            self.stdout.write("All of them are there already; nothing was changed.")
