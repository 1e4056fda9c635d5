class DatabaseUnavailable(Exception):
    """No database to work with; the message is one sentence for the person at the screen."""
