"""The smallest values: positioned text, money, findings. They know nothing of budgets."""
