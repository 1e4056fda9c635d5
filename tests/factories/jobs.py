"""Jobs that wait for the worker, and what it would do."""

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from procrastinate.tasks import Task


def waiting(task: Task) -> list[Job]:
    found = ProcrastinateJob.objects.filter(task_name=task.name, status="todo").order_by("id")
    return [job.procrastinate_job for job in found]


def run_waiting(task: Task) -> None:
    """In this process and this transaction, where a worker would not see them."""
    for job in waiting(task):
        task(**job.task_kwargs)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [job.id]
            )
