"""Reading sign-ups: what the public may join, one's own by its code, and an organiser's lists."""
