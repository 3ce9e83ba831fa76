"""Views: all that a page or document says, as frozen values. A template sees its view and nothing else."""
