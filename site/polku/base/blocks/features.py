"""What an editor may do inside a paragraph: what a plain text needs, and no more."""

# Made by `polku.content.translation.rich_text`.
DO_NOT_TRANSLATE = "do-not-translate"
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", DO_NOT_TRANSLATE]
