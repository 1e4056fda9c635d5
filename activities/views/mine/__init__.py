"""My activities, behind the editor's plain door: the list, the form, and what else can be done."""
