"""An edition in, HTML out: the templates, what they see, and the pictures drawn from the data."""
