"""Words that English and French write alike: whoever leaves one as it is has translated it.

Written by hand, in the singular and without accents; both languages make their plural with an s. Names of countries are
those that Unicode CLDR gives both languages alike.
"""

from functools import cache

from babel import Locale

_WORDS = """
abdomen absence absolution abstention abstraction accent accessible accident acclamation accord accusation acquisition
action activation active addition administration admiration admission adoption affiliation affirmation agenda agent
agriculture album alias alliance allocation alphabet alternative altitude amateur ambition ambulance amputation angle
animal animation annotation apiculture apostrophe apparition applicable application appropriation approximation
aquaculture arbitrage architecture archive archives argument article articulation aspect assertion assistance
association assurance attention attribution audience audio audit augmentation aura automobile avalanche aversion
aviation badge ban bandage base beige biscuit bison blog blond bonus boutique brochure bronze budget bulletin bungalow
bureau bus cabinet cache cadre cafeteria calcium campus canal cancer canon capital capture cardinal cargo cascade case
catalogue cause centre certain certification champion choral cigarette circuit circulation citation civil
classification clause client coalition code cognac collaboration collection collision colonel combustion commerce
commission communication communion compact compassion compatible compensation complication composition compost
compression concentration concept conception concert concession concise conclusion concordance concurrent condition
conduction confession configurable configuration confirmation confusion conscience consensus conservation consolation
constitution construction consultation contact contamination contemplation content continent continuation contraction
contradiction contribution convention conversation conversion coordination copyright corporation correction corruption
cosmos coupon courage cousin cube cuisine culture curriculum cycle danger data date description destination
destruction diagnostic dialogue diction diffusion dilution dimension direct direction directive discipline
discrimination discussion dispersion distance distinct distinction distribution diversion division divorce document
documentation dollar donation dose double dragon durable effort empire endurance engagement entrepreneur essence
estimation euro exact excellence exception excursion exemption exhaustive existence expansion expert expiration
exploitation exploration explosion export exposition expression expulsion extensible extension extra extraction
faction famine fascination fatal fermentation festival fiction film final finance fission fixation flexible
fluctuation focus football force format formation formulation forum fraction fragile fragment frontal fruit fusion
garage globe gradation grain gravitation guide hallucination handicap hockey horizon horizontal horticulture
identification illusion illustration image imagination imitation immersion immigration impact implication importance
important impossible impression impulsion inauguration incantation incident inclusion incompatible incorrect index
indication infection inflation information infrastructure inhibition initial initiation injection inscription
insertion inspection inspiration installation instance instant institution instruction instrument intention
interaction interface international internet interpolation interruption intersection intervention introduction
introspection invalidation invasion invention inversion investigation invitation invocation irrigation isolation
jargon jazz junior justice justification kayak km label latitude leader leadership liaison limitation lion liquidation
local logo longitude lotion machine magazine maintenance manifestation manipulation marine massage maximum media
mention menu message micro microfinance migration militant million minimal minimum minute mission mobile mode
modification module moment monoculture monument moral motif motivation multiple multiplication municipal mutation
nation national native nature navigation newsletter niche nomination normal notation note notification notion nuance
nutrition objection obligation observation obsession obstacle occasion occupation occurrence omission opinion
opposition option oral orange ordinal orientation original ovation packaging page palace palette panorama parachute
parent part participant participation partition passage passion pastoral patience patient patronage pause pension
perfection performance permaculture permanent permission permit persuasion phase photo phrase piano pigeon pipeline
pisciculture place plan plantation plastique plateau point pollution population port portion portrait pose position
positive possession possible poster potable potion prairie premium prescription prestige prime prince principal prison
probable production profession profit progression prohibition projection promotion proportion proposition protection
prototype province provision provocation prudence public publication qualification quantum question quota quotient
radio rare rat ratio ration rectangle redirection refuge relation relative religion reproduction respect restaurant
restitution restriction roman rotation route routine sabotage sacrifice saga salutation sanction sandwich satellite
satisfaction saturation sauce science script section segment sensation service session signal signature silence simple
simulation site situation social software solution source spatial sport stable stage standard station statue stop
streaming stress structure studio style subordination substitution subvention succession suggestion suite suppression
surface surplus suspension sylviculture symposium syndication table tact tango taxation taxi technique tension
terminal terrain test ticket total trace tradition train trait transaction transformation transfusion transition
transmission transparent transport transposition triangle tribunal triple tropical tunnel turbine type unification
union unique urgent usage vacant vaccination validation valise valve variable variance variation version vertical
vestige veto village violation violence virus visa visible vision viticulture vocation volt volume vote web week-end
weekend wifi yoga zigzag zone zoo zoom
"""
# Names of places and of what people use, that no dictionary of either language has.
_NAMES = """
Acrobat Airbnb Alberta Amazon Android Ansible Apache Apple Babel Bitcoin Bluetooth Bootstrap Calgary Canada Chrome
Chromium Debian Django Docker Dropbox Edmonton Emacs Excel Facebook Fedora Figma Firefox Flickr Gatineau Git Gitlab
Google Gutenberg Halifax Instagram Intel Java Jenkins Kubernetes Labrador Laval Lighthouse Linux Linkedin
Manitoba Markdown Mastodon Maven Microsoft Moncton Mozilla Netlify Nginx Nunavik Nunavut Ontario Oracle Ottawa
Outlook PayPal Perl Pinterest Poedit Postgres Python Rails Redis Regina Rimouski Ruby Rust Safari Saguenay Samsung
Saskatchewan Saskatoon Shopify Sherbrooke Skype Slack Sphinx Spotify Stripe Telegram Terraform Toronto
Trello Twitch Twitter Ubuntu Unicode Vancouver Victoria Weblate Whitehorse Wikipedia Windows Winnipeg Wordpress
Yahoo Yellowknife Youtube Yukon Zoom
"""


@cache
def shared_words() -> frozenset[str]:
    """Return the words that English and French share, in small letters, in the singular and the plural."""
    words = _WORDS.split()
    plurals = (f"{word}s" for word in words)
    english, french = (Locale(tag).territories for tag in ("en", "fr"))
    countries = {name for code, name in english.items() if french.get(code) == name}
    parts = {part.casefold() for name in countries for part in name.split()}
    return frozenset((*words, *plurals, *parts, *map(str.casefold, _NAMES.split())))
