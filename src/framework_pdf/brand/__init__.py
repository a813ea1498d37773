"""A brand kit, read and checked: the typefaces, colours and pictures of a look."""
