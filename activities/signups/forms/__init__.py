"""Forms of sign-ups."""
