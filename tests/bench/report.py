"""Figures side by side: ratios to the references, growth from one size to the next, a table."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime

HEAD = ("", "req/s", "median ms", "p95 ms", "CPU ms", "DB CPU ms", "queries", "peak MB")
RATIOS = (
    "",
    "cached: req/s ÷ minimal",
    "req/s ÷ minimal",
    "CPU ÷ minimal",
    "CPU ÷ stock page",
    "CPU ÷ SQL, both with database",
    "time of one client ÷ SQL",
)
KEYS = ("requests_per_second", "median_ms", "p95_ms", "cpu_ms", "database_cpu_ms")


def whole(sizes: Sequence[dict]) -> dict:
    """Everything that goes into the JSON file: the sizes as measured, ratios and growth added."""
    for size in sizes:
        for figures in size["cases"].values():
            figures["ratios"] = _ratios(figures)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "sizes": {size["name"]: size for size in sizes},
        "growth": _growth(sizes),
        "publishing": {size["name"]: size["publishing"] for size in sizes if "publishing" in size},
    }


def _ratios(figures: dict) -> dict[str, float]:
    """`requests_to_minimal`: higher is better; the others are costs."""
    ours, minimal, stock = figures["ours"], figures["minimal"], figures["stock"]
    cached = figures.get("cached")
    return {
        "cached_to_minimal": cached
        and cached["requests_per_second"] / minimal["requests_per_second"],
        "requests_to_minimal": ours["requests_per_second"] / minimal["requests_per_second"],
        "cpu_to_minimal": ours["cpu_ms"] / minimal["cpu_ms"],
        "cpu_to_stock": ours["cpu_ms"] / stock["cpu_ms"],
        "cpu_to_sql": _all_processors(ours) / _all_processors(figures["sql"]),
        "time_to_sql": figures["alone"]["median_ms"] / figures["sql"]["milliseconds"],
    }


def _all_processors(figures: dict) -> float:
    return figures["cpu_ms"] + figures["database_cpu_ms"]


def _growth(sizes: Sequence[dict]) -> dict[str, dict]:
    """By case: queries at each size, and how many times the processor time of the first size the
    last one takes, ours and the bare statement's."""
    if len(sizes) < 2:
        return {}
    first, last = sizes[0]["cases"], sizes[-1]["cases"]
    return {
        name: {
            "queries": [size["cases"][name]["queries"] for size in sizes],
            "cpu": last[name]["ours"]["cpu_ms"] / first[name]["ours"]["cpu_ms"],
            "time": last[name]["alone"]["median_ms"] / first[name]["alone"]["median_ms"],
            "sql_time": last[name]["sql"]["milliseconds"] / first[name]["sql"]["milliseconds"],
            "whole_cpu": _all_processors(last[name]["ours"]) / _all_processors(first[name]["ours"]),
            "sql_cpu": _all_processors(last[name]["sql"]) / _all_processors(first[name]["sql"]),
        }
        for name in first
    }


def table(result: dict) -> str:
    """For people to read."""
    sizes = result["sizes"].values()
    parts = [part for size in sizes for part in _of_size(size)]
    if result["growth"]:
        parts.append(f"Growth, {' → '.join(result['sizes'])}")
        parts.append(_aligned(_growth_rows(result["growth"])))
    parts += [plan for size in sizes for plan in _plans(size)]
    return "\n\n".join(parts)


def _of_size(size: dict) -> list[str]:
    rows = [HEAD]
    ratios = [RATIOS]
    for name, case in size["cases"].items():
        sql = case["sql"]
        rows += [
            (name, *_numbers(case["ours"], case["queries"])),
            *([("  from the cache", *_numbers(case["cached"], 0))] if "cached" in case else []),
            ("  one client alone", *_numbers(case["alone"], case["queries"])),
            ("  stock Wagtail page", *_numbers(case["stock"], case["stock_queries"])),
            ("  minimal WSGI", *_numbers(case["minimal"], 0)),
            (
                f"  bare SQL, {sql['rows']} rows",
                f"{1000 / sql['milliseconds']:.0f}",
                f"{sql['milliseconds']:.2f}",
                "",
                f"{sql['cpu_ms']:.2f}",
                f"{sql['database_cpu_ms']:.2f}",
                "1",
                "",
            ),
        ]
        ratio = case["ratios"]
        ratios.append(
            (
                name,
                f"{ratio['cached_to_minimal']:.1%}" if ratio["cached_to_minimal"] else "",
                f"{ratio['requests_to_minimal']:.1%}",
                f"{ratio['cpu_to_minimal']:.0f} ×",
                f"{ratio['cpu_to_stock']:.2f} ×",
                f"{ratio['cpu_to_sql']:.1f} ×",
                f"{ratio['time_to_sql']:.1f} ×",
            )
        )
    title = (
        f"{size['name']}: {size['activities']} activities with {size['dates_to_come']} dates to "
        f"come, {size['referrals']} referrals"
    )
    said = [
        f"{name}: the page and the bare SQL give the same answer"
        for name, case in size["cases"].items()
        if case.get("same_answer")
    ]
    said += [say(size[scene]) for scene, say in _SCENES.items() if scene in size]
    return [title, _aligned(rows), _aligned(ratios), *said, *_repeated(size)]


def _crisis(figures: dict) -> str:
    return (
        f"Crisis, one page published {figures['published']} times under load: "
        f"{figures['requests_per_second']:.0f} requests a second, median "
        f"{figures['median_ms']:.1f} ms, p99 {figures['p99_ms']:.1f} ms "
        f"({figures['p99_to_median']:.1f} ×), {figures['stale']} times an old page"
    )


def _publishing(figures: dict) -> str:
    return (
        f"Publishing an activity: {figures['queries']} queries, {figures['above_stock']} above a "
        f"stock page’s {figures['stock_queries']}; with 50 links {figures['with_links']:.0f} ms, "
        f"{figures['links_ratio']:.2f} × that without"
    )


_SCENES = {"crisis": _crisis, "publishing": _publishing}


def _numbers(figures: dict, queries: int) -> list[str]:
    rate, *times = (figures[key] for key in KEYS)
    return [
        f"{rate:.0f}",
        *(f"{milliseconds:.2f}" for milliseconds in times),
        str(queries),
        f"{figures['peak_mb']:.0f}",
    ]


def _repeated(size: dict) -> list[str]:
    lines = [
        f"  {name}: {len(places)} times, from {', '.join(sorted(set(places)))}\n    {sql[:200]}"
        for name, case in size["cases"].items()
        for sql, places in case["repeated_queries"].items()
    ]
    return ["\n".join(["Statements that differ only in their values:", *lines])] if lines else []


_GROWING = ("cpu", "whole_cpu", "sql_cpu", "time", "sql_time")


def _growth_rows(growth: dict) -> list[tuple[str, ...]]:
    return [
        ("", "queries", "CPU", "CPU with database", "SQL CPU", "time", "SQL time"),
        *(
            (
                name,
                " → ".join(map(str, figures["queries"])),
                *(f"{figures[key]:.2f} ×" for key in _GROWING),
            )
            for name, figures in growth.items()
        ),
    ]


def _plans(size: dict) -> list[str]:
    return [
        f"Plan of the bare SQL of {name}, {size['name']}:\n{case['sql']['plan']}"
        for name, case in size["cases"].items()
    ]


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
