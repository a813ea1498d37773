"""The path to a value in data that was read from a file."""

KeyPath = tuple[str | int, ...]
"""Keys and indexes from the top to a value: `("examples", 2, "title")`."""
