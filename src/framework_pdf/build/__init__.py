"""How files come to be made: by which processes, and which of them must be."""
