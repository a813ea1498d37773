"""Files in, a catalogue out: reading YAML with positions, checking it, following every id."""
