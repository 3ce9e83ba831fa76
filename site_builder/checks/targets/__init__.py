"""Laws on performance targets (绩效目标)."""

TITLE = "绩效目标"
"""What the subject is called where laws are listed."""
