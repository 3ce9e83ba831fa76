"""Laws on performance targets (绩效目标)."""
