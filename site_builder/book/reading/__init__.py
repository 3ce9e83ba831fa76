"""From positioned text to the book's nouns: every fault becomes a finding, every figure gets its coordinates."""
