"""How the shipped model was made. Never imported by the package; needs torch, which no lock file names (see train/README.md)."""
