"""A brand kit in, a livery out: the typefaces, colours and pictures in which editions are made, each checked."""
