"""Search: what can be found on the site, and the small files in which a browser finds it."""
