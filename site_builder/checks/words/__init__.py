"""Laws on words: the narrative against the tables, and what is left over in texts."""
