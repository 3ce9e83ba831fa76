"""Laws on what must not be published (涉密)."""
