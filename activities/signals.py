"""Routes of publishing that no page method sees."""
