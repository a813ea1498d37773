"""What the content says, as frozen values."""
