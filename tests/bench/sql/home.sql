-- The home page and the six activities that happen soonest.
WITH coming AS MATERIALIZED (
    -- More dates than activities are wanted, since one activity can have several.
    SELECT activity_id, starts_at, ends_at
    FROM activities_occurrence
    WHERE status = 'scheduled' AND starts_at > now() - interval '33 days' AND ends_at > now()
    ORDER BY starts_at
    LIMIT 200
),
soon AS (
    SELECT DISTINCT ON (activity_id) * FROM coming ORDER BY activity_id, starts_at
)
SELECT
    soon.starts_at, soon.ends_at, activity.id, activity.venue, activity.languages,
    activity.price_cents, organisation.name, area.name_fi, area.name_sv, area.name_en,
    text.title, text.summary, text.language, page.url_path, home.greeting, home.lead, home.body
FROM soon
    JOIN activities_activity AS activity ON activity.id = soon.activity_id
    JOIN orgs_organisation AS organisation ON organisation.id = activity.organisation_id
    LEFT JOIN orgs_area AS area ON area.id = activity.municipality_id
    CROSS JOIN LATERAL (
        SELECT title, summary, language, page_id FROM activities_activitytext
        WHERE activity_id = activity.id
            AND language IN (%(reader)s, activity.original_language)
        ORDER BY language = %(reader)s DESC
        LIMIT 1
    ) AS text
    JOIN wagtailcore_page AS page ON page.id = text.page_id
    JOIN content_homepage AS home ON home.page_ptr_id = %(home)s
WHERE activity.status = 'published' AND organisation.closed_on IS NULL
ORDER BY soon.starts_at, activity.id
LIMIT 6
