"""Charts and sentences made from the finished tables: they say nothing that a table does not say."""
