"""The words by which figures of harm are told: what was done, to people or to things, and what ends a noun phrase.

Lists are lower case. To add one: a case in `tests/cases/tolls.jsonl` that fails without it.
"""

from __future__ import annotations

from zenobia.read.numbers import TENS, UNITS, listed
from zenobia.values.toll import TollWhat

TRANSITIVE: dict[str, TollWhat] = {
    **dict.fromkeys(
        listed(
            "killed kills kill slew slain massacred executed beheaded murdered assassinated martyred eliminated "
            "neutralized neutralised liquidated exterminated"
        ),
        "killed",
    ),
    **dict.fromkeys(listed("wounded wounds injured injures injure hurt maimed"), "injured"),
    **dict.fromkeys(
        listed(
            "captured captures capture detained detains arrested arrests seized seizes abducted kidnapped imprisoned "
            "apprehended confiscated"
        ),
        "captured",
    ),
    **dict.fromkeys(listed("displaced displaces uprooted evicted"), "displaced"),
    **dict.fromkeys(
        listed("destroyed destroys destroy demolished annihilated obliterated flattened razed burned burnt torched downed"),
        "destroyed",
    ),
    **dict.fromkeys(listed("damaged damages"), "damaged"),
    **dict.fromkeys(
        listed("conducted conducts launched launches fired fires dropped drops flew"),
        "conducted",
    ),
}
"""Verbs that take the harmed as object, or in the passive as subject. `conducted` counts only what ACTS or MUNITIONS names."""

PARTICIPLES: dict[str, TollWhat] = {
    **dict.fromkeys(listed("killing executing beheading murdering massacring eliminating neutralizing slaying"), "killed"),
    **dict.fromkeys(listed("wounding injuring hurting maiming"), "injured"),
    **dict.fromkeys(listed("capturing detaining arresting seizing abducting kidnapping"), "captured"),
    **dict.fromkeys(listed("displacing uprooting"), "displaced"),
    **dict.fromkeys(listed("destroying demolishing flattening"), "destroyed"),
    "damaging": "damaged",
    **dict.fromkeys(listed("conducting launching firing dropping"), "conducted"),
}
"""The same, always with the object after it."""

INTRANSITIVE: dict[str, TollWhat] = {
    **dict.fromkeys(listed("died dead perished drowned succumbed"), "killed"),
    "missing": "missing",
    **dict.fromkeys(listed("fled flee flees homeless"), "displaced"),
    **dict.fromkeys(listed("surrendered"), "captured"),
}
"""Words whose subject is the harmed; the figure stands before."""

PHRASES_LEFT: dict[str, TollWhat] = {
    r"fell (?:as )?martyrs?": "killed",
    r"(?:have |has |had )?f(?:e|a)ll(?:en)? victims?": "killed",
    r"fell (?:in|during) (?:the |heavy |fierce )?(?:battles?|fighting|clashes|action|combat|attack)": "killed",
    r"(?:have |has |had )?lost (?:their|his|her) li(?:ves|fe)": "killed",
    r"(?:have |has |had )?(?:suffered|suffer|suffering|sustained|received) (?:from )?(?:[a-z]+ ){0,2}?"
    r"(?:suffocation|asphyxiation|injur(?:y|ies)|wounds?|burns?|breathing|concussion|poisoning)": "injured",
    r"with (?:breathing|respiratory) (?:difficulties|problems)": "injured",
    r"(?:have |has |had )?laid down their (?:arms|weapons)": "captured",
    r"(?:were|was) (?:put out of action|blown up|burn(?:ed|t) down|shot down)": "destroyed",
    r"(?:were|was|have been|had been|been) "
    r"(?:shot dead|put to death|gunned down|burn(?:ed|t) alive"
    r"|(?:shot|stabbed|beaten|hacked|burn(?:ed|t)|tortured|crushed) to death)": "killed",
    r"shot dead(?= (?:in|near|at|on|by|as|outside|during)\b)": "killed",
    r"(?:were|was|have been|been) taken (?:prisoner|captive|hostage|into custody)": "captured",
    r"(?:have |has |had |were |was )?(?:also )?"
    r"(?:received? treatment|receiving treatment|(?:being )?treated for|hospitali[sz]ed)": "injured",
    r"(?:(?:were|was|have been|has been|been) )?(?:forced|driven) (?:to flee|to leave|from|out of)": "displaced",
    r"(?:were|was|have been|has been|been) (?:evacuated|made homeless|left homeless)": "displaced",
    r"(?:went|gone|go|remain(?:s|ed)?|are|is|were|was|still) (?:still )?(?:missing|unaccounted for)": "missing",
}
"""Word groups with the figure before them."""

_TOLL = (
    r"(?:(?:death |overall |total )?toll|number (?:of (?:the )?)?(?:dead|deaths|victims|killed|martyrs|fatalities)|"
    r"number of (?:people|civilians|those) (?:killed|dead))"
)
PHRASES_RIGHT: dict[str, TollWhat] = {
    r"(?:claim(?:ed|ing|s)?|cost(?:ing)?|taken|took) the li(?:ves|fe) of": "killed",
    r"(?:claim(?:ed|ing|s)?|cost(?:ing)?)": "killed",
    r"(?:the )?(?:death|deaths|killing|killings|murder|execution|martyrdom|massacre) of": "killed",
    r"bod(?:y|ies) of": "killed",
    r"(?:the )?(?:injury|injuries|wounding|injuring) (?:of|to)": "injured",
    r"(?:the )?(?:capture|arrest|detention|abduction|kidnapping|seizure) of": "captured",
    r"(?:the )?(?:displacement) of": "displaced",
    r"(?:the )?(?:destruction) of": "destroyed",
    r"(?:took|taking|taken) (?:prisoner|captive|hostage)": "captured",
    r"(?:shot|gunned) (?:dead|down)": "killed",
    r"(?<!were )(?<!was )(?<!been )round(?:ed|ing) up": "captured",
    r"knocked (?:down|out)": "destroyed",
    r"(?:took|taken) out": "destroyed",
    r"(?:forc(?:ed|ing)|driv(?:en|ing)|drove)(?=[^.]{0,60}(?:to flee|from|out of|to leave))": "displaced",
    _TOLL + r"(?:,? [\w'’-]+){0,14}?,? (?:to|at|of|is|was|stands at|reached|reaching|hit|hits|lies|passed|topped|exceeded)"
    r"(?= (?:at least |more than |over |nearly |about |around |some |up to |as many as |between |from )?(?:\d|(?:"
    + "|".join([*TENS, *UNITS])
    + r")\b|dozens|hundreds|scores|thousands))": "killed",
    r"lost(?= (?:at least |more than |over |nearly |about |some )?[\w-]+ (?:of (?:its|their|his|our) )?(?:[\w-]+ ){0,2}?"
    r"(?:fighters|soldiers|men|troops|members|militants|officers|policemen|crew|sailors|personnel|servicemen)\b)": "killed",
    r"lost(?= (?:at least |more than |over |nearly |about |some )?[\w-]+ (?:of (?:its|their|his|our) )?(?:[\w-]+ ){0,2}?"
    r"(?:tanks?|vehicles|aircraft|helicopters?|jets?|planes?|ships?|boats|howitzers|guns|drones?)\b)": "destroyed",
}
"""Word groups with the figure after them."""

HARM_NOUNS: dict[str, TollWhat] = {
    **dict.fromkeys(listed("deaths death fatalities fatality martyrs martyr bodies corpses dead killed"), "killed"),
    **dict.fromkeys(listed("injuries wounded injured"), "injured"),
    **dict.fromkeys(listed("detainees prisoners captives hostages"), "captured"),
}
"""Counted nouns that tell the harm by themselves ("12 deaths"). `casualties` stands apart: only "no casualties" is exact."""

ACTS = frozenset(
    listed(
        "airstrike airstrikes strike strikes air-strike air-strikes raid raids sortie sorties attack attacks bombing "
        "bombings shelling shellings assault assaults missile-strikes counterattack counterattacks explosion "
        "explosions blast blasts operation operations mission missions"
    )
)
"""Nouns that are conducted."""

STRIKES = frozenset(
    listed(
        "airstrike airstrikes strike strikes air-strike air-strikes raid raids sortie sorties missile-strikes counterattack "
        "counterattacks"
    )
)
"""Acts that are reported by number even where it is vague ("dozens of strikes"); "several attacks" only characterises."""

MUNITIONS = frozenset(
    listed(
        "munition munitions bomb bombs rocket rockets missile missiles shell shells mortar mortars barrel-bombs "
        "rounds drones drone projectile projectiles grenades"
    )
)
"""Nouns that are conducted when they are fired, launched or dropped."""

THINGS = frozenset(
    listed(
        "tank tanks vehicle vehicles suv suvs car cars truck trucks pickup pickups bus buses building buildings house "
        "houses home homes depot depots drone drones aircraft plane planes jet jets helicopter helicopters position "
        "positions base bases hospital hospitals school schools launcher launchers weapon weapons weaponry gun guns "
        "system systems carrier carriers target targets bunker bunkers tunnel tunnels den dens hideout hideouts "
        "headquarters mosque mosques church churches shop shops factory factories bridge bridges boat boats ship "
        "ships vessel vessels warehouse warehouses cannon cannons mortar mortars workshop workshops ieds ied bombs "
        "mines vbied vbieds rockets missiles post posts checkpoint checkpoints apartment apartments dwelling "
        "dwellings refinery refineries facility facilities fortification fortifications equipment ambulance "
        "ambulances convoy convoys motorcycle motorcycles bulldozer bulldozers howitzer howitzers bmp bmps uav uavs "
        "store stores cache caches compound compounds village villages town towns settlement settlements tent tents "
        "site sites artillery structures structure rifles rifle ammunition hardware stronghold strongholds camp camps "
        "point points area areas district districts hill hills hilltop city cities"
    )
)
"""Counted things: they are destroyed or damaged where people are killed or injured."""

PLACES_HELD = frozenset(
    listed(
        "village villages town towns settlement settlements point points hill hills hilltop district districts area "
        "areas city cities neighbourhood neighbourhoods neighborhood neighborhoods position positions post posts "
        "checkpoint checkpoints base bases site sites farm farms"
    )
)
"""What is captured as ground and not as people or arms: no toll of its own when captured."""

PEOPLE = frozenset(
    listed(
        "people person persons man men woman women child children boy boys girl girls baby babies infant infants "
        "civilian civilians soldier soldiers fighter fighters militant militants rebel rebels terrorist terrorists "
        "insurgent insurgents jihadist jihadists gunman gunmen policeman policemen officer officers police troops "
        "servicemen serviceman personnel member members commander commanders leader leaders resident residents "
        "villager villagers student students teacher teachers worker workers medic medics doctor doctors nurse "
        "nurses journalist journalists guard guards combatant combatants prisoner prisoners refugee refugees "
        "family families victim victims other others facilitator facilitators operative operatives suspect "
        "suspects mercenary mercenaries extremist extremists protester protesters passenger passengers worshipper "
        "worshippers attacker attackers bomber bombers peacekeeper peacekeepers militiaman militiamen elder elders "
        "individual individuals driver drivers employee employees human humans martyr martyrs wounded injured dead "
        "casualty casualties adult adults female females male males youth youths brother brothers sister sisters "
        "son sons daughter daughters mother father pilot pilots sniper snipers general generals colonel captain "
        "conscripts recruits marine marines volunteers aid-worker shepherd farmer farmers associate associates "
        "dealer dealers kidnapper kidnappers smuggler smugglers financier financiers supplier suppliers trafficker "
        "traffickers aide aides bodyguard bodyguards cleric clerics patient patients staff crew trooper troopers "
        "paramedics firefighter firefighters rescuer rescuers politician politicians migrant migrants pilgrim "
        "pilgrims tourist tourists hostage hostages supporter supporters loyalist loyalists jihadi jihadis "
        "infiltrator infiltrators detainee detainees governor governors expert experts mayor judge lawyer imam "
        "activist activists photographer reporter engineer engineers parent parents cousin cousins wife husband "
        "relative relatives grandmother grandfather sergeant lieutenant major emir emirs servicewoman airmen "
        "sailors sailor recruit conscript reservists policewoman dissidents tribesmen spies spy informant "
        "informants newborns elderly orphans kid kids toddler toddlers teenager teenagers schoolchildren schoolchild "
        "schoolboy schoolboys schoolgirl schoolgirls pupil pupils minor minors sibling siblings pensioner pensioners survivor "
        "survivors official officials minister ministers deputy deputies diplomat diplomats ambassador priest priests nun nuns "
        "bishop pastor pastors monk monks assassin assassins manufacturer manufacturers coordinator coordinators organizer "
        "organizers planner planners recruiter recruiters courier couriers chief chiefs chieftain bandit bandits robber robbers "
        "commando commandos ranger rangers gendarme gendarmes evacuee evacuees herder herders merchant merchants trader traders "
        "vendor vendors shopper shoppers mourner mourners bystander bystanders citizen citizens national nationals local locals "
        "inhabitant inhabitants tribesman lawmaker lawmakers councilman journalist-photographer cameraman ambulancemen "
        "combatants crewman crewmen occupants occupant separatist separatists guerrilla guerrillas guerilla guerillas "
        "islamist islamists defector defectors invader invaders assailant assailants hijacker hijackers demonstrator "
        "demonstrators rioter rioters paramilitary paramilitaries "
    )
)

STOPS = frozenset(
    listed(
        "in on at by from during after before near around since as when while for to of over inside outside across "
        "through into against per under within between amid following because if than that which who whom whose where "
        "and or but nor including among was were are is be been being have has had will would could may might can "
        "must should did do does not said says say told reported reports according adding added the a an this these "
        "those their his her its our some such also late early today yesterday overnight daily so far then later "
        "meanwhile still alone both all only just until toward towards out up down off along behind upon without "
        "despite mostly mainly most many about with while saying reportedly allegedly himself herself there here it "
        "they he she we i ago each every returned seems appear appeared remain remained left no not any nor "
        "shot sustained suffered received"
    )
)
"""Words that end a counted noun phrase."""

UNNAMED = frozenset(listed("dead killed wounded injured hurt missing displaced homeless"))
"""What counts people without naming them ("the 12 dead")."""

UNIT_NOUNS = frozenset(
    listed(
        "km kms kilometer kilometers kilometre kilometres mile miles meter meters metre metres m cm mm feet foot ft "
        "inch inches yard yards year years month months week weeks day days hour hours minute minutes second seconds "
        "decade decades century centuries percent per cent pc dollar dollars euro euros pound pounds ton tons tonne "
        "tonnes kg kilogram kilograms kilo kilos liter liters litre litres degree degrees gmt utc am pm a.m p.m "
        "o'clock acres hectares hectare barrels times time caliber calibre points-based countries nations "
        "languages january february march april may june july august september october november december jan feb mar "
        "apr jun jul aug sept sep oct nov dec volts bn mn million billion usd th st nd rd floor storey story monday "
        "tuesday wednesday thursday friday saturday sunday lines phases articles square resolution "
        "type types kind kinds sort sorts part parts calibers calibres thirds quarters fifths occasion occasions"
    )
)
"""What makes a figure a measure, an age or a date."""
