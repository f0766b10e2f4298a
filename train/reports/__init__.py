"""Labelled reports of our own: made by rule from frames, or written by hand. See README.md beside this file."""
