"""Brand kits, read and checked: the typefaces, colours and pictures of a look."""
