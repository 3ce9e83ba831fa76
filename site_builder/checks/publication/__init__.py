"""Laws on the disclosure as a publication: its origin, its sections, its waivers."""

TITLE = "公开文件"
"""What the subject is called where laws are listed."""
