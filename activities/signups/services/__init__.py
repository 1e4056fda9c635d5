"""What is done with sign-ups: one verb, one function, one transaction."""
