"""gongkai (公开): a department's budget, typed once as YAML, turned into the disclosure that law demands."""

__version__ = "0.1.0"

SELDOM = 100_000
"""Objects that are made before a process looks for garbage: a build keeps nearly all; looking cost a fifth."""
