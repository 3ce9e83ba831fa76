"""From planned artifacts to a published site: rendered in batches, staged, put in place, manifest last."""
