"""An edition as HTML: templates, what they see, and the diagrams drawn from data."""
