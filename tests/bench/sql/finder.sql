-- One page of the list for words and three facets, best match first, with the number of what each
-- value of each facet gives. The words come as the site understands them: as a question to the index.
-- No activity in the data has opening hours, so none are looked at.
WITH texts AS MATERIALIZED (
    SELECT DISTINCT text.activity_id
    FROM activities_activitytext AS text
        JOIN activities_activity AS activity ON activity.id = text.activity_id
    WHERE text.search @@ %(near)s::tsquery
        AND (text.language = %(reader)s OR text.language = activity.original_language)
),
-- What misses at most one of the two facets that are about activities.
near AS MATERIALIZED (
    SELECT activity.id, activity.original_language, activity.languages, activity.themes,
        activity.audiences, activity.attendance, activity.child_care, activity.kind,
        activity.organisation_id, activity.municipality_id, activity.price_cents,
        activity.step_free, activity.joining, activity.places_left,
        activity.languages && %(languages)s::varchar[] AS has_language,
        activity.themes && %(themes)s::varchar[] AS has_theme
    FROM activities_activity AS activity
        JOIN orgs_organisation AS organisation ON organisation.id = activity.organisation_id
    WHERE activity.id IN (SELECT activity_id FROM texts)
        AND activity.status = 'published'
        AND organisation.closed_on IS NULL
        AND (activity.languages && %(languages)s::varchar[]
            OR activity.themes && %(themes)s::varchar[])
),
-- In the evening is what is asked; at which other times there is something counts where nothing else
-- is missed.
dates AS MATERIALIZED (
    SELECT activity_id, bit_or(at_times) AS at,
        min(starts_at) FILTER (WHERE at_times & 4 > 0) AS next_start,
        bit_or(on_weekdays) FILTER (WHERE at_times & 4 > 0) AS weekdays,
        bool_or(date.places_left > 0 OR date.places_left IS NULL) FILTER (WHERE at_times & 4 > 0)
            AS has_places,
        bool_or(starts_at < %(today)s::timestamptz + interval '1 day')
            FILTER (WHERE at_times & 4 > 0) AS is_today,
        bool_or(starts_at < %(sunday)s::timestamptz + interval '1 day')
            FILTER (WHERE at_times & 4 > 0) AS is_this_week,
        bool_or(starts_at < %(sunday)s::timestamptz + interval '1 day'
            AND ends_at > greatest(%(today)s, %(sunday)s::timestamptz - interval '1 day'))
            FILTER (WHERE at_times & 4 > 0) AS is_at_weekend
    FROM activities_occurrence AS date JOIN near ON near.id = date.activity_id
    WHERE date.status = 'scheduled' AND ends_at > %(now)s
        AND (has_language AND has_theme OR at_times & 4 > 0)
    GROUP BY activity_id
),
candidates AS MATERIALIZED (
    SELECT near.*, next_start, at, weekdays, has_places, is_today, is_this_week, is_at_weekend
    FROM near JOIN dates ON dates.activity_id = near.id
),
-- What misses nothing, whenever it is; and what is found.
whenever AS MATERIALIZED (SELECT * FROM candidates WHERE has_language AND has_theme),
found AS MATERIALIZED (SELECT * FROM whenever WHERE next_start IS NOT NULL),
facets AS (
    SELECT 'language' AS facet, value, count(*) AS number
    FROM candidates, unnest(languages) AS value WHERE has_theme AND next_start IS NOT NULL GROUP BY 2
    UNION ALL
    SELECT 'theme', value, count(*)
    FROM candidates, unnest(themes) AS value WHERE has_language AND next_start IS NOT NULL GROUP BY 2
    UNION ALL
    SELECT 'audience', value, count(*) FROM found, unnest(audiences) AS value GROUP BY 2
    UNION ALL
    SELECT column_of.facet, column_of.value, count(*)
    FROM found, LATERAL (VALUES
        ('attendance', attendance), ('child_care', child_care), ('kind', kind),
        ('organisation', organisation_id::text),
        ('place', CASE WHEN attendance = 'in_person' THEN municipality_id::text ELSE '0' END),
        ('free', CASE WHEN price_cents = 0 THEN '1' END),
        ('step_free', CASE WHEN step_free = 'yes' THEN '1' END),
        ('no_sign_up', CASE WHEN 'come' = ANY (joining) THEN '1' END),
        ('places_left', CASE WHEN has_places AND coalesce(places_left > 0, true) THEN '1' END),
        ('when', CASE WHEN is_today THEN 'today' END),
        ('when', CASE WHEN is_this_week THEN 'this_week' END),
        ('when', CASE WHEN is_at_weekend THEN 'weekend' END)
    ) AS column_of(facet, value)
    WHERE column_of.value IS NOT NULL
    GROUP BY 1, 2
    UNION ALL
    SELECT 'weekday', (ARRAY['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[number], count(*)
    FROM found, generate_series(1, 7) AS number WHERE (weekdays >> (number - 1)) & 1 = 1 GROUP BY 2
    UNION ALL
    SELECT 'time', (ARRAY['morning', 'day', 'evening'])[number + 1], count(*)
    FROM whenever, generate_series(0, 2) AS number WHERE (at >> number) & 1 = 1 GROUP BY 2
),
ranked AS (
    SELECT found.id, max(
        CASE WHEN text.search @@ %(exact)s::tsquery THEN 1 ELSE 0 END
        + ts_rank(text.search, %(near)s::tsquery)
            * CASE WHEN text.language = %(reader)s THEN 1 ELSE 0.5 END
    ) AS rank
    FROM found JOIN activities_activitytext AS text ON text.activity_id = found.id
        AND text.language IN (%(reader)s, found.original_language)
    GROUP BY found.id
),
first_page AS (
    SELECT found.*, ranked.rank FROM found JOIN ranked USING (id)
    ORDER BY rank DESC, next_start, id LIMIT 25
)
SELECT activity.id, activity.next_start, whole.venue, activity.languages, activity.price_cents,
    whole.position, organisation.name, area.name_fi, area.name_sv, area.name_en, date.ends_at,
    text.title, text.summary, text.language, page.url_path, page.locale_id,
    (SELECT count(*) FROM found) AS total,
    (SELECT jsonb_agg(jsonb_build_array(facet, value, number)) FROM facets) AS facets
FROM first_page AS activity
    JOIN activities_activity AS whole ON whole.id = activity.id
    JOIN orgs_organisation AS organisation ON organisation.id = activity.organisation_id
    LEFT JOIN orgs_area AS area ON area.id = activity.municipality_id
    CROSS JOIN LATERAL (
        SELECT ends_at FROM activities_occurrence AS date
        WHERE date.activity_id = activity.id AND date.starts_at = activity.next_start
            AND date.status = 'scheduled'
        LIMIT 1
    ) AS date
    CROSS JOIN LATERAL (
        SELECT title, summary, language, page_id FROM activities_activitytext
        WHERE activity_id = activity.id
            AND language IN (%(reader)s, activity.original_language)
        ORDER BY language = %(reader)s DESC
        LIMIT 1
    ) AS text
    JOIN wagtailcore_page AS page ON page.id = text.page_id
ORDER BY activity.rank DESC, activity.next_start, activity.id
