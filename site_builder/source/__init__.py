"""From files to positioned text. This floor knows YAML and Markdown, and nothing of budgets."""
