class DatabaseUnavailable(Exception):
    """No database to work with; the message is one sentence for the person at the screen."""


def why(action: str, output: str) -> str:
    """The sentence that matters out of what PostgreSQL's programs print."""
    if "No space left on device" in output:
        return f"{action} failed: the disk is full. Free some space and start again."
    lines = [line for line in output.splitlines() if "FATAL" in line or "error" in line]
    reason = (lines or output.strip().splitlines() or ["no reason given"])[-1]
    return f"{action} failed: {reason.strip()}"
