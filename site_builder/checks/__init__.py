"""The audit (审核): one function per law, over one disclosure and its sheets."""
