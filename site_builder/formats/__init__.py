"""Output formats: one file each, a pure function from an artifact to bytes."""
