"""Laws on the disclosure as a publication: its origin, its sections, its waivers."""
