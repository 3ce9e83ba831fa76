"""The chain: discover → parse → read → tabulate → audit → plan → select → render → publish, unit by unit."""
