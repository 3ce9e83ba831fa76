"""Laws on figures and their sums (表内和表间勾稽)."""

TITLE = "金额和合计"
"""What the subject is called where laws are listed."""
