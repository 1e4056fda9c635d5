"""What happens to the personal data of answers to forms.

An answer belongs to no client and no account: it stands for itself, and whoever asks about theirs
is found by the organisation that reads the answers. So the subject is the answer.
"""

from polku.record.personal_data import Handlers, register

from .models import FormAnswer

ANSWER = "form_answer"


def _erase(answer_id: int) -> int:
    number, _models = FormAnswer.objects.filter(pk=answer_id).delete()
    return number


def _copy(answer_id: int) -> list[dict]:
    return [
        {"at": answer.submit_time, **answer.form_data}
        for answer in FormAnswer.objects.filter(pk=answer_id)
    ]


register(
    "content.FormAnswer",
    Handlers(
        subject=ANSWER,
        erase=_erase,
        copy=_copy,
        merge=lambda kept_id, gone_id: 0,  # each stands for itself
        keep_until=lambda answer_id: None,  # `delete_on` is the last day, and nothing holds it
    ),
)
