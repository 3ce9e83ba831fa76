"""Laws on dates (时限)."""
