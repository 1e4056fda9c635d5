-- One page of the inbox, newest first, with the number of all.
WITH page AS MATERIALIZED (
    SELECT *
    FROM exchange_referral
    WHERE receiver_id = %(receiver)s AND status <> 'draft'
    ORDER BY sent_at DESC, id DESC
    LIMIT 25
)
SELECT
    page.id, page.key, page.status, page.business_status, page.sent_at, page.answer_due_on,
    page.answered_at, page.responsible_worker_id, sender.name, disclosure.fields,
    person.given_name, person.family_name,
    (
        SELECT title FROM activities_activitytext AS text
        WHERE text.activity_id = page.activity_id
        ORDER BY text.language = %(reader)s DESC, text.language = activity.original_language DESC
        LIMIT 1
    ) AS title,
    (
        SELECT count(*) FROM exchange_referral
        WHERE receiver_id = %(receiver)s AND status <> 'draft'
    ) AS total
FROM page
    JOIN orgs_organisation AS sender ON sender.id = page.sender_id
    JOIN activities_activity AS activity ON activity.id = page.activity_id
    LEFT JOIN consent_disclosure AS disclosure ON disclosure.id = page.disclosure_id
    LEFT JOIN cases_case AS own_case ON own_case.id = page.receiver_case_id
    LEFT JOIN people_person AS person ON person.id = own_case.person_id
ORDER BY page.sent_at DESC, page.id DESC
