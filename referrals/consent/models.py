"""On what basis a person's data goes to another organisation, and what went."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.models import Organisation
from polku.base.encryption import EncryptedJSONField
from referrals.people.models import Person


class LegalBasis(models.TextChoices):
    """In Finland the basis is often a task set by law; consent is one basis among others."""

    INTEGRATION_ACT = "integration_act", _("Task by law: Act on the Promotion of Integration")
    EMPLOYMENT_ACT = "employment_act", _("Task by law: employment services")
    CONSENT = "consent", _("The client’s consent")


class SharedField(models.TextChoices):
    """What can go along with a referral; nothing else ever leaves."""

    NAME = "name", _("name")
    BIRTH_DATE = "birth_date", _("date of birth")
    LANGUAGE = "language", _("language")
    MUNICIPALITY = "municipality", _("municipality of residence")
    PHONE = "phone", _("phone number")
    EMAIL = "email", _("e-mail address")
    ADDRESS = "address", _("home address")
    IDENTITY_CODE = "identity_code", _("personal identity code")
    PURPOSE = "purpose", _("why the client is referred")


class Consent(models.Model):
    """A person's consent to one disclosure, as it was given."""

    class Form(models.TextChoices):
        WRITTEN = "written", _("in writing")
        SPOKEN = "spoken", _("in speech")
        ELECTRONIC = "electronic", _("electronically")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(_("how it was given"), max_length=20, choices=Form.choices)
    language = models.CharField(_("in which language"), max_length=10)
    given_on = models.DateField(_("given on"))
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self):
        return f"consent {self.pk}"


class ShareSet(models.Model):
    """The fields of a person chosen to go along with one referral, and the basis on which they
    may."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="share_sets")
    fields = ArrayField(models.CharField(max_length=20, choices=SharedField.choices), default=list)
    legal_basis = models.CharField(
        _("legal basis"), max_length=30, choices=LegalBasis.choices, blank=True
    )
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, related_name="share_sets"
    )

    class Meta:
        verbose_name = _("share set")
        verbose_name_plural = _("share sets")

    def __str__(self):
        return f"share set {self.pk}"


class Disclosure(models.Model):
    """The proof that data went from one organisation to another: which fields, when, on what
    basis; not their values. Append-only."""

    share_set = models.ForeignKey(ShareSet, on_delete=models.PROTECT, related_name="disclosures")
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    fields = ArrayField(models.CharField(max_length=20))
    legal_basis = models.CharField(max_length=30)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")

    def __str__(self):
        return f"disclosure {self.pk}"


class DisclosedSnapshot(models.Model):
    """The values as they went. This is all that the receiver sees before it has its own case."""

    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="snapshot")
    # See snapshot.build; None once erased.
    content = EncryptedJSONField(null=True)

    class Meta:
        verbose_name = _("disclosed snapshot")
        verbose_name_plural = _("disclosed snapshots")

    def __str__(self):
        return f"snapshot {self.pk}"
