"""Laws on dates (时限)."""

TITLE = "时限"
"""What the subject is called where laws are listed."""
