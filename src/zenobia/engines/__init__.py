"""The door to models and reference data: taggers, the gazetteer, the book of actors, the lexicon."""
