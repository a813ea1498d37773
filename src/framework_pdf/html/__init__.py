"""Makes HTML of an edition: templates, what they see, and diagrams drawn from data."""
