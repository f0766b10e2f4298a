"""How a store comes from one version's tables to the next; run on opening, one revision after another."""
