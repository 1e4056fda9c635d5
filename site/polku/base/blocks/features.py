"""What an editor may do inside a paragraph: what a plain text needs, and no more."""

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
