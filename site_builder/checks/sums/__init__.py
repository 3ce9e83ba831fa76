"""Laws on figures and their sums (表内和表间勾稽)."""
