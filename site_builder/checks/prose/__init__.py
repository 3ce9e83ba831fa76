"""Free Chinese prose read against the finished tables: clauses, amounts, names, and what they can mean."""
