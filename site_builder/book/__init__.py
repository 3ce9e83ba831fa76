"""What a unit has typed, as frozen nouns: units, disclosures, ledgers, targets. It knows nothing of tables or pages."""
