"""The commands: one a file, no logic in them. Whatever is heavy is imported when a command runs."""
