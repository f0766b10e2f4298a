"""Weights in bits, by feature. Written by `python -m train.weights`; not edited by hand."""

STORIES: dict[str, float] = {
    "prior": -5.47,
    "shared_words": 14.94,
    "time_between": -7.53,
    "same_names": 5.00,
    "same_ages": 2.38,
    "same_places": -0.24,
    "other_places": -1.44,
    "same_day": 3.24,
    "other_days": -1.87,
    "same_tolls": 1.43,
    "other_tolls": -0.32,
}
