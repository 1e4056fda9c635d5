-- The page, its published facts, its next six dates, its organisation's page, its translations.
SELECT
    base.title, page.summary, page.body, activity.*, organisation.name, area.name_fi, area.name_sv,
    area.name_en, home.url_path, dates.coming, translations.url_paths
FROM wagtailcore_page AS base
    JOIN activities_activitypage AS page ON page.page_ptr_id = base.id
    JOIN activities_activity AS activity ON activity.translation_key = base.translation_key
    JOIN orgs_organisation AS organisation ON organisation.id = activity.organisation_id
    LEFT JOIN orgs_area AS area ON area.id = activity.municipality_id
    JOIN orgs_organisationpage AS about ON about.organisation_id = organisation.id
    JOIN wagtailcore_page AS home
        ON home.id = about.page_ptr_id AND home.live AND home.locale_id = base.locale_id
    CROSS JOIN LATERAL (
        SELECT array_agg(next.starts_at) AS coming
        FROM (
            SELECT starts_at FROM activities_occurrence
            WHERE activity_id = activity.id AND status = 'scheduled' AND ends_at > now()
            ORDER BY starts_at
            LIMIT 6
        ) AS next
    ) AS dates
    CROSS JOIN LATERAL (
        SELECT array_agg(other.url_path) AS url_paths
        FROM wagtailcore_page AS other
        WHERE other.translation_key = base.translation_key AND other.live
            AND other.alias_of_id IS NULL
    ) AS translations
WHERE base.id = %(page)s
