"""The rules of the field as data: the budget cube's dimensions, forms of tables, classifications of accounts."""
