"""Laws on what must not be published (涉密)."""

TITLE = "涉密"
"""What the subject is called where laws are listed."""
