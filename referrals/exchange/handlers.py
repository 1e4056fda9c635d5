"""What happens to the personal data of this room."""
