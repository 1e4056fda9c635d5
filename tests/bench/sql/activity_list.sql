-- One page of the list for two filters, soonest first, with the number of all.
WITH found AS MATERIALIZED (
    SELECT activity.*, next.starts_at, next.ends_at
    FROM activities_activity AS activity
        CROSS JOIN LATERAL (
            SELECT starts_at, ends_at FROM activities_occurrence
            WHERE activity_id = activity.id AND status = 'scheduled' AND ends_at > now()
            ORDER BY starts_at
            LIMIT 1
        ) AS next
    WHERE activity.status = 'published'
        AND activity.languages @> ARRAY[%(language)s]::varchar[]
        AND activity.themes @> ARRAY[%(theme)s]::varchar[]
),
first_page AS (
    SELECT * FROM found ORDER BY starts_at, id LIMIT 25
)
SELECT
    activity.id, activity.starts_at, activity.ends_at, activity.venue, activity.languages,
    activity.price_cents, organisation.name, area.name_fi, area.name_sv, area.name_en,
    text.title, text.summary, text.language, page.url_path, (SELECT count(*) FROM found) AS total
FROM first_page AS activity
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
WHERE organisation.closed_on IS NULL
ORDER BY activity.starts_at, activity.id
