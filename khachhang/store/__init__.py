"""Tables, queries and migrations over SQLAlchemy Core. Knows no passwords; only `operations` calls it."""
