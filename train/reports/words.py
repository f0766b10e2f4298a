"""Words that the lexicon has no list of: unnamed speakers, aircraft, offices, names of people nobody is, what is counted."""

AIR = (
    "government warplanes", "Russian aircraft", "coalition jets", "army helicopters", "Israeli warplanes",
    "US-led coalition aircraft",
    "Turkish jets", "fighter jets", "government helicopters", "Saudi-led coalition warplanes", "Ethiopian drones",
    "attack helicopters",
    "Su-24 bombers", "unidentified aircraft", "Emirati drones", "the air force",
)  # fmt: skip
UNNAMED = (
    "activists", "residents", "witnesses", "local officials", "a medical source", "a military source", "a security official",
    "police", "rescuers", "two officials", "medics", "a hospital source", "local journalists", "opposition activists",
    "a doctor",
    "a resident", "an eyewitness", "the local council", "the governor", "a senior commander", "state media", "state television",
    "a source close to the group", "a tribal leader", "local media", "aid workers", "the mayor", "a rebel commander",
    "villagers",
    "a local administrator", "an army officer", "community leaders", "the provincial health directorate",
    "humanitarian sources",
    "a security source", "three witnesses", "the civil defence", "a teacher from the village", "a member of the town council",
)  # fmt: skip
RANKS = ("Colonel", "Gen.", "Brigadier General", "Lt. Col.", "Major", "Captain", "Dr", "Lieutenant General", "Col.", "Maj. Gen.")
OFFICES = (
    "a spokesman for", "a spokeswoman for", "the head of", "the director of", "a representative of", "a senior official with",
    "the media director of", "the chief spokesman for", "a field officer of", "the deputy head of",
)  # fmt: skip
PERSON_NAMES = (
    (
        "Omar", "Yusuf", "Karim", "Andriy", "Oleh", "Ibrahim", "Salma", "Nadia", "Amadou", "Tesfaye", "Daw", "Farid",
        "Mariam", "Viktor",
        "Hamza", "Leila", "Petro", "Samuel", "Grace", "Aung", "Rashid", "Jamal", "Idriss", "Olena", "Zaw", "Bashir", "Musa",
        "Elena",
    ),
    (
        "al-Tamimi", "Haddad", "Bondar", "Koval", "Diallo", "Abera", "Saleh", "Mansour", "Rahimi", "Okoro", "Lwin", "Barzan",
        "Kamara",
        "Melnyk", "al-Rawi", "Sharif", "Osman", "Tolba", "Nasser", "Ouedraogo", "Htun", "Demir", "Qasim", "Yilma", "Zaher",
        "Marchuk",
    ),
)  # fmt: skip
OUTLETS = (
    "Meridian Wire", "The Upland Courier", "Harbour Desk", "Lakeside Monitor", "Three Rivers Gazette",
    "Bulletin of the Plain", "Kestrel News",
    "Northern Gate Radio", "Cedar Post", "Civil Watch Bulletin", "The Evening Ferry", "Granite Press",
    "Observer of the South", "Salt Road Media",
)  # fmt: skip
"""Outlets that do not exist."""
COUNTED_WORDS = {
    "civ": (
        "people",
        "people",
        "civilians",
        "civilians",
        "residents",
        "villagers",
        "worshippers",
        "shoppers",
        "displaced people",
        "pupils",
        "patients",
        "passengers",
        "mourners",
        "farmers",
        "day labourers",
        "members of one family",
        "women and children",
        "traders",
    ),
    "fighters": (
        "fighters",
        "militants",
        "soldiers",
        "troops",
        "gunmen",
        "rebels",
        "terrorists",
        "insurgents",
        "servicemen",
        "members of the group",
        "security personnel",
        "policemen",
        "recruits",
        "foreign fighters",
        "combatants",
        "enemy soldiers",
    ),
    "things": (
        "tanks",
        "vehicles",
        "houses",
        "armoured vehicles",
        "pick-up trucks",
        "homes",
        "buildings",
        "shops",
        "ammunition depots",
        "drones",
        "artillery pieces",
        "fuel tankers",
        "mortar positions",
        "boats",
        "command posts",
        "electricity pylons",
        "rocket launchers",
    ),
    "families": ("families", "people", "residents", "civilians", "households", "inhabitants"),
    "captives": (
        "people",
        "men",
        "soldiers",
        "fighters",
        "suspects",
        "villagers",
        "students",
        "prisoners",
        "aid workers",
        "protesters",
    ),
    "strikes": ("air strikes", "strikes", "sorties", "raids", "airstrikes", "attacks", "missions"),
    "others": ("others", "others", "more", "people"),
}
"""What is counted, by the key of a figure's slot. All are plurals."""
PART_WORDS = {
    "civ": ("children", "women", "elderly people", "medics", "teenagers", "aid workers", "infants", "girls"),
    "fighters": ("officers", "commanders", "foreigners", "senior leaders", "teenagers"),
    "other": ("children", "women", "officers", "teenagers"),
}
