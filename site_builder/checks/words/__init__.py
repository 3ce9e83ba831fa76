"""Laws on words: the narrative against the tables, and what is left over in texts."""

TITLE = "文字"
"""What the subject is called where laws are listed."""
