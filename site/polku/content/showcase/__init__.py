"""The components of the templates on one page for those who look after the site, each with sample
words in both directions of writing."""
