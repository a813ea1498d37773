"""The pipeline and what runs it: workers, what is up to date, the manifest, the output folder."""
