"""The door to the world: files, pipes, archives, pages and feeds become Captures."""
