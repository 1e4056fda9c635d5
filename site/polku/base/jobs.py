"""What jobs have in common."""

from procrastinate import RetryStrategy

# A mail server that is away is asked again after seconds, then minutes, in all for about six hours.
MAIL_AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions={OSError})
