"""The frozen nouns: everything that passes between rooms, and nothing else."""
