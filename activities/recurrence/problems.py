"""What is wrong with a rule or a series, as a sentence for the person who wrote it."""


class Problem(ValueError):
    """`str()` is a translated sentence that says what to do; `field` names where it belongs."""

    def __init__(self, sentence: str, field: str = "rrule"):
        super().__init__(sentence)
        self.field = field
