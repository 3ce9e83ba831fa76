"""gongkai (公开): a department's budget, typed once as YAML, turned into the disclosure that law demands."""

__version__ = "0.1.0"
