"""Laws on codes (科目) and their names."""

TITLE = "科目"
"""What the subject is called where laws are listed."""
