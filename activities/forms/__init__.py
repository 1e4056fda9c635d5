"""What people ask and write; `search` is the readers', the others are the editors'."""
