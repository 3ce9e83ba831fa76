"""Laws on codes (科目) and their names."""
