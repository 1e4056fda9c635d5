"""The contact card: one source for how to reach somebody, used everywhere."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from polku.base.fields import ChoicesField
from polku.base.languages import interface_choices, spoken_choices
from polku.base.opening_hours import OpeningHoursField

from .area import Area
from .organisation import Organisation


class ContactCardWords(models.Model):
    """What of a card is text, in one language."""

    name = models.CharField(
        _("name"), max_length=120, help_text=_("A person, a team or a desk, such as “Advice desk”.")
    )
    role = models.CharField(
        _("role"),
        max_length=160,
        blank=True,
        help_text=_("What one can ask here, such as “Questions about housing”."),
    )
    directions = models.CharField(
        _("how to find the place"),
        max_length=300,
        blank=True,
        help_text=_("Such as “The door on the side of the park. There is a lift.”"),
    )

    class Meta:
        abstract = True


class ContactCard(ContactCardWords, ClusterableModel, index.Indexed):
    """How to reach a person or a desk of an organisation.

    Numbers, address, hours and languages are written once and the same in every language, so that
    a new phone number waits for no translator; only its words are translated (`texts`).
    """

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="contact_cards",
    )
    language = models.CharField(
        _("language of these words"), max_length=10, choices=interface_choices, default="fi"
    )
    phone = models.CharField(
        _("phone number"), max_length=40, blank=True, help_text=_("Such as +358 9 555 0000.")
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    street_address = models.CharField(_("street address"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    municipality = models.ForeignKey(
        Area,
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"kind": "municipality", "valid_to": None},
        related_name="+",
    )
    opening_hours = OpeningHoursField(_("opening hours"))
    languages = ChoicesField(
        models.CharField(max_length=10, choices=spoken_choices),
        verbose_name=_("languages spoken"),
        default=list,
        blank=True,
    )

    panels = [
        FieldPanel("organisation"),
        MultiFieldPanel(
            [
                FieldPanel("language"),
                FieldPanel("name"),
                FieldPanel("role"),
                FieldPanel("directions"),
            ],
            heading=_("Who"),
        ),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("email")], heading=_("Phone and e-mail")),
        MultiFieldPanel(
            [FieldPanel("street_address"), FieldPanel("postal_code"), FieldPanel("municipality")],
            heading=_("Where"),
        ),
        FieldPanel("opening_hours"),
        FieldPanel("languages"),
        InlinePanel("texts", heading=_("In other languages"), label=_("language")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.FilterField("organisation"),
    ]

    class Meta:
        verbose_name = _("contact card")
        verbose_name_plural = _("contact cards")
        ordering = ["name", "pk"]

    def __str__(self):
        return f"{self.name} ({self.organisation})"

    def clean(self):
        super().clean()
        if not (self.phone or self.email or self.street_address):
            raise ValidationError(
                _("Write at least one way to reach them: a phone number, an address or an e-mail.")
            )

    def words(self, language: str | None = None) -> "ContactCardWords":
        """The card's words in this language (that of the reader where none is named), else in its
        own; each has its `language`."""
        language = language or get_language()
        if language == self.language:
            return self
        return next((text for text in self.texts.all() if text.language == language), self)


class ContactCardText(ContactCardWords):
    """A card's words in another language."""

    card = ParentalKey(ContactCard, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=interface_choices)

    panels = [
        FieldPanel("language"),
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("directions"),
    ]

    class Meta:
        verbose_name = _("contact card in another language")
        verbose_name_plural = _("contact cards in other languages")
        constraints = [
            models.UniqueConstraint(
                fields=["card", "language"], name="one_text_a_language_of_contact_card"
            )
        ]

    def __str__(self):
        return f"{self.card_id} {self.language}"
