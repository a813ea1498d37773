"""What the content says, as frozen values: unknown keys refused, nothing read or written here."""
