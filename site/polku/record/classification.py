"""What every field holds, in one place: a new field comes with a word here, or a test fails.

- `PUBLIC`: stands on the public site, or may.
- `INTERNAL`: numbers, keys, times and references by which the house works. A reference to a person
  or a worker is a number, and says nothing by itself.
- `CODED`: codes, dates and counts. Statistics, and lists before a referral is accepted, use these.
- `PERSONAL`: names and birth dates; plain, so that they are searchable inside the organisation.
- `SENSITIVE`: identity code, contacts, notes, messages, files, what was disclosed; encrypted.

A model with a personal or sensitive field has handlers in `personal_data`. Models are written by
their labels, since this room knows nothing of the rooms above it.
"""

PUBLIC = "public"
INTERNAL = "internal"
CODED = "coded"
PERSONAL = "personal"
SENSITIVE = "sensitive"

_FACTS_OF_ACTIVITY = (
    "kind themes audiences languages age_from age_to level_from level_to apply_from apply_until "
    "total_hours hours_per_week final_test attendance meeting_link venue street_address "
    "postal_code position municipality step_free child_care price_cents capacity joining "
    "joining_url contact_phone contact_email takes_referrals answer_within_days cover sign_up "
    "sign_up_waiting_list sign_up_from sign_up_until sign_up_hours_before sign_up_along "
    "sign_up_contact"
)

# model: {class: names of fields}
_TABLE: dict[str, dict[str, str]] = {
    # The site's pictures, files and pages
    "base.SiteImage": {
        PUBLIC: "title file description width height focal_point_x focal_point_y "
        "focal_point_width focal_point_height file_size tags",
        INTERNAL: "id collection created_at uploaded_by_user file_hash",
    },
    "base.SiteRendition": {
        PUBLIC: "file width height image",
        INTERNAL: "id filter_spec focal_point_key",
    },
    "base.SiteDocument": {
        PUBLIC: "title file file_size tags",
        INTERNAL: "id collection created_at uploaded_by_user file_hash",
    },
    "content.HomePage": {PUBLIC: "greeting lead body", INTERNAL: "page_ptr"},
    "content.GuidePage": {PUBLIC: "summary body", INTERNAL: "page_ptr"},
    "content.LocalGuidePage": {
        PUBLIC: "guide_page guide_key municipality body",
        INTERNAL: "page_ptr",
    },
    "content.NewsPage": {PUBLIC: "summary body", INTERNAL: "page_ptr"},
    "content.AboutPage": {PUBLIC: "summary body", INTERNAL: "page_ptr"},
    "content.TopicPage": {PUBLIC: "intro featured_links body", INTERNAL: "page_ptr"},
    "content.GuidancePointPage": {
        PUBLIC: "summary how_to_come body drop_in appointment_url phone email chat_url "
        "opening_hours languages venue street_address postal_code position municipality "
        "contact_card",
        INTERNAL: "page_ptr",
    },
    "content.FormPage": {
        PUBLIC: "intro body purpose thanks retention_days",
        INTERNAL: "page_ptr notify_email",
    },
    "content.FormQuestion": {
        PUBLIC: "label help_text field_type required choices default_value",
        INTERNAL: "id sort_order clean_name page translation_key locale",
    },
    "content.FormAnswer": {
        SENSITIVE: "form_data",
        CODED: "submit_time delete_on",
        INTERNAL: "id page organisation",
    },
    # Their upkeep
    "upkeep.Review": {
        PUBLIC: "checked_at due_on",
        INTERNAL: "id page is_chosen asked_at reminded_at",
    },
    "upkeep.ReviewLink": {INTERNAL: "id review digest made_at used_at"},
    "upkeep.Bin": {INTERNAL: "page_ptr"},
    "upkeep.Deletion": {INTERNAL: "id key title organisation deleted_at deleted_by"},
    "upkeep.BinnedPage": {INTERNAL: "id deletion page parent position slug state rights"},
    "upkeep.ExternalLink": {
        PUBLIC: "address host",
        INTERNAL: "id digest checked_at next_check_at reason status_code failed_first_on "
        "failed_last_on failed_days",
    },
    "upkeep.LinkPlace": {INTERNAL: "id link page content_path works_since"},
    # What is read of them, and looked for in vain
    "visits.PageVisits": {PUBLIC: "day language path number", INTERNAL: "id"},
    "visits.VainSearches": {INTERNAL: "id day language facets number"},
    "visits.VainWords": {INTERNAL: "id digest language words number last_on"},
    # Their translation
    "translation.Wish": {PUBLIC: "translation_key language number last_on", INTERNAL: "id"},
    "translation.GlossaryTerm": {
        PUBLIC: "source_language term target_language translation",
        INTERNAL: "id",
    },
    "translation.MachineRun": {
        INTERNAL: "id translation asked_by asked_at publish state fault tool attempts due_at "
        "ended_at words translated refusals"
    },
    "translation.WordUse": {INTERNAL: "id organisation month words"},
    "translation.Wording": {PUBLIC: "version is_current since", INTERNAL: "id page digest"},
    "translation.Standing": {
        PUBLIC: "says is_partial is_machine said_at",
        INTERNAL: "id page",
    },
    "translation.MinorEdit": {INTERNAL: "id revision"},
    "translation.Original": {PUBLIC: "translation_key language"},
    # Who we are
    "orgs.Area": {
        PUBLIC: "kind code name_fi name_sv name_en valid_from valid_to successor part_of",
        INTERNAL: "id",
    },
    "orgs.Organisation": {
        PUBLIC: "slug name kind business_id areas contact_email contact_phone closed_on",
        INTERNAL: "id key language publishing machine_words editors publishers workflow collection",
    },
    # Whoever stands on a card works there, and wants to be reached.
    "orgs.ContactCard": {
        PUBLIC: "organisation language name role directions phone email street_address postal_code "
        "municipality opening_hours languages",
        INTERNAL: "id",
    },
    "orgs.ContactCardText": {PUBLIC: "language name role directions", INTERNAL: "id card"},
    "orgs.OrganisationPage": {PUBLIC: "organisation intro body", INTERNAL: "page_ptr"},
    "orgs.User": {
        PERSONAL: "first_name last_name email",
        # The password is a salted digest.
        INTERNAL: "id password last_login is_superuser is_staff is_active date_joined language "
        "groups user_permissions",
    },
    "orgs.Membership": {INTERNAL: "id user organisation role"},
    "orgs.Invitation": {
        PERSONAL: "email",
        INTERNAL: "id key organisation roles language invited_by digest made_at expires_at "
        "revoked_at accepted_at accepted_by",
    },
    # The record
    "record.AuditEntry": {
        INTERNAL: "id at user_id organisation_id verb subject_type subject_id count"
    },
    "record.OutboxEvent": {
        CODED: "kind facts",
        INTERNAL: "id at organisation_id delivered_at attempts last_fault",
    },
    # What we offer
    "activities.ActivityPage": {
        PUBLIC: f"{_FACTS_OF_ACTIVITY} summary body directions price_note cover_alt",
        # For workers who refer.
        INTERNAL: "page_ptr intake_criteria what_happens_next",
    },
    "activities.ListingPage": {
        PUBLIC: "intro kind theme audience area spoken organisation period period_from "
        "period_until order number",
        INTERNAL: "page_ptr",
    },
    "activities.NeedPage": {
        PUBLIC: "icon themes audiences helpful_pages summary",
        INTERNAL: "page_ptr",
    },
    "activities.Schedule": {
        PUBLIC: "shape first_date last_date starts duration_minutes rrule timezone excluded_dates "
        "extra_dates opening_hours",
        INTERNAL: "id sort_order page",
    },
    "activities.DateChange": {
        PUBLIC: "date starts kind reason new_date new_starts new_ends new_place note",
        INTERNAL: "id sort_order page",
    },
    "activities.Activity": {
        PUBLIC: f"{_FACTS_OF_ACTIVITY} organisation status schedules open_from "
        "open_until open_slots first_published_at sequence places_left",
        INTERNAL: "id translation_key original_language facts_published_at archived_at",
    },
    "activities.ActivityText": {
        PUBLIC: "language title summary body directions price_note cover_alt published_at",
        INTERNAL: "id activity page intake_criteria what_happens_next search search_digest",
    },
    "activities.Word": {
        PUBLIC: "word lexeme language written pieces",
        INTERNAL: "id",
    },
    "activities.Occurrence": {
        PUBLIC: "local_date local_time timezone starts_at ends_at status is_all_day is_moved place "
        "reason note key sequence changed_at places_left on_weekdays at_times",
        INTERNAL: "id activity",
    },
    # Those who sign up
    "signups.SignUp": {
        PERSONAL: "name",
        SENSITIVE: "contact answers",
        CODED: "status contact_kind language children adults places made_at reply_by ended_at",
        INTERNAL: "id key activity occurrence digest form_id reminded_at",
    },
    "signups.Presence": {CODED: "mark", INTERNAL: "id sign_up occurrence"},
    "signups.Question": {
        PUBLIC: "language label kind choices required translations",
        INTERNAL: "id activity position",
    },
    "signups.Message": {SENSITIVE: "text", INTERNAL: "id activity occurrence sent_at sent_by"},
    "signups.Announced": {PUBLIC: "starts_at is_off place", INTERNAL: "id occurrence"},
    "signups.Tally": {
        CODED: "sign_ups places children adults cancelled present absent languages counted_at",
        INTERNAL: "id activity occurrence",
    },
    # What anybody may read, for some hours.
    "handouts.Handout": {PUBLIC: "html file", INTERNAL: "digest pages_wanted status asked_at"},
    "activities.ImportedPage": {INTERNAL: "id register identifier page digest imported_at"},
    # People in our care
    "people.Person": {
        SENSITIVE: "identity_code phone email address non_disclosure",
        # The index is a keyed digest of the identity code, and goes with it.
        PERSONAL: "given_name family_name birth_date identity_code_index",
        CODED: "language municipality",
        INTERNAL: "id key controller holder created_by created_at erased_at",
    },
    "consent.Consent": {
        CODED: "form language given_on expires_on withdrawn_at",
        INTERNAL: "id person receiver recorded_by",
    },
    "consent.ShareSet": {CODED: "fields legal_basis", INTERNAL: "id person consent"},
    "consent.Disclosure": {
        CODED: "fields legal_basis at",
        INTERNAL: "id share_set sender receiver by",
    },
    "consent.DisclosedSnapshot": {SENSITIVE: "content", INTERNAL: "id disclosure"},
    "cases.Case": {
        CODED: "status opened_on closed_on statistics_number",
        INTERNAL: "id key person controller holder responsible_worker",
    },
    "cases.Note": {SENSITIVE: "text", INTERNAL: "id case author written_at"},
    "exchange.Deadline": {CODED: "kind working_days valid_from", INTERNAL: "id"},
    "exchange.Referral": {
        SENSITIVE: "purpose",
        CODED: "status business_status urgency reason outcome created_at sent_at answer_due_on "
        "answered_at first_contact_on review_on expected_start_on ended_at",
        INTERNAL: "id key sender receiver activity sender_case receiver_case share_set disclosure "
        "version created_by responsible_worker replaces",
    },
    "exchange.ReferralMove": {
        CODED: "verb source target business_status at reason",
        INTERNAL: "id referral user organisation previous_version request_id",
    },
    "exchange.MoveComment": {SENSITIVE: "text", INTERNAL: "id move"},
    "exchange.Assignment": {INTERNAL: "id referral worker assigned_by since until"},
    "exchange.CancellationRequest": {
        CODED: "reason asked_at answer answered_at",
        INTERNAL: "id referral",
    },
    "exchange.Report": {
        SENSITIVE: "text",
        CODED: "outcome began_on ended_on visits sent_at",
        INTERNAL: "id referral version author",
    },
    "reports.ReferralFact": {
        CODED: "verb on sender receiver activity_kind themes municipality case_number reason "
        "outcome",
        INTERNAL: "id event_id",
    },
}

# {model: {field: class}}
FIELDS: dict[str, dict[str, str]] = {
    model: {name: kind for kind, names in classes.items() for name in names.split()}
    for model, classes in _TABLE.items()
}


def of_kind(*kinds: str) -> list[tuple[str, str]]:
    """(model, field) of every field of these classes."""
    return [
        (model, name)
        for model, fields in FIELDS.items()
        for name, kind in fields.items()
        if kind in kinds
    ]
