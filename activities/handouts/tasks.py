"""Jobs of handouts. Their argument is a digest: what is drawn stands in the table."""

from procrastinate.contrib.django import app

from . import services


# Mails go first. One handout at a time: a drawing takes as much of the machine as it gets.
@app.task(name="handouts.draw", priority=-10, lock="handouts.draw")
def draw_handout(digest: str) -> bool:
    """Make one file; False where nobody waits for it or it cannot be drawn here."""
    return services.draw(digest)


@app.periodic(cron="23 * * * *")
@app.task(name="handouts.clean", queueing_lock="handouts.clean")
def clean_handouts(timestamp: int) -> int:
    """Every hour: old handouts go. Returns their number."""
    return services.clean()
