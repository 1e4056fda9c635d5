"""Jobs of translation. Their arguments are numbers of runs; texts stay in the tables."""

from procrastinate.contrib.django import app

from .services import machine


@app.task(name="translation.translate_by_machine")
def translate_by_machine(run: int) -> bool:
    return machine.carry_out(run)


@app.periodic(cron="*/10 * * * *")
@app.task(name="translation.take_up_again", queueing_lock="translation.take_up_again")
def take_up_again(timestamp: int) -> int:
    """Every ten minutes: runs of the machine whose worker was killed. Returns their number."""
    return machine.take_up_again()
