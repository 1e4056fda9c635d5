"""Ways in for what others keep: each reader turns a file into rows and refusals without touching
the database, `drafts` compares rows with the site and writes draft pages."""
