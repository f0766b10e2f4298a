"""One file a revision; each says what it does to SQLite and to PostgreSQL, and never changes once released."""
