"""Finished files in; out, whether they are fit to publish: what a machine can check, and what a person has to."""
