"""Ledger × form → sheets: the one step that turns what was typed into tables. Pure."""
