"""Closed sets of words that say what comes next: a person, a place, an organisation, or nothing of the kind."""


def words(text: str) -> frozenset[str]:
    """Return the words that stand between spaces."""
    return frozenset(text.split())


TITLES = words(
    """
    mevrouw mevr mw meneer mijnheer dhr heer heren juf juffrouw meester dokter dr drs ir mr prof professor zuster
    broeder pastoor dominee ds imam hodja coach wethouder burgemeester rechter advocaat notaris directeur rector
    conrector mevr. mej freule jonkheer baron graaf koning koningin prins prinses sir lord lady miss mister mrs
    madame monsieur kapitein majoor luitenant kolonel generaal president minister sjeik haji hadji pater frater
    tandarts huisarts consulent mentor buurtagent wijkagent agent trainer
    """
)
KIN = words(
    """
    moeder vader mama papa mam pap mamma pappa ma pa oma opa omaatje opaatje grootmoeder grootvader tante tantetje
    oom ome nicht nichtje neef neefje zus zusje zussen broer broertje broers dochter dochters dochtertje zoon zoons
    zonen zoontje kleinzoon kleindochter kleinkind schoonzus schoonzusje zwager schoonmoeder schoonvader schoonzoon
    schoondochter stiefvader stiefmoeder pleegzoon pleegdochter pleegkind vrouw man echtgenoot echtgenote partner
    vriend vriendin vriendje vriendinnetje ex buurvrouw buurman buurjongen buurmeisje buren collega baas heit mem
    beppe pake vrijwilliger vrijwilligster begeleider begeleidster hulp mantelzorger maatje kind baby tweeling
    jongen jongetje meisje meid meiden knul gozer kerel dame vent leerling patient client clienten clientje bewoner
    bewoonster hond kat poes paard abla abi teyze amca hala dayi nene dede anne baba yenge mevrouwtje neefjes
    nichtjes kapster
    """
)
# After these a surname follows more often than a first name, with its 'van der'.
FORMAL = words("mevrouw mevr mw meneer mijnheer dhr heer juf juffrouw meester dokter dr ds dominee")
CALLED = words("heet heette heten genaamd noemen noemde noemt noem naam bijnaam roepnaam vernoemd heetten")
GREETINGS = words("hoi hallo hey hee dag beste lieve groetjes groeten groet gr liefs mvg salam merhaba selam")
SAYING = words(
    """
    zei zegt vroeg vraagt riep roept belde belt schreef schrijft lachte antwoordde fluisterde vertelde
    """
)
TO_PLACE = words("in uit naar bij te vanuit rond richting vlakbij nabij omgeving")
FROM = words("van v/d vd")
BETWEEN = words(
    """
    de den der het 't ten ter te op aan d' el al ben bin ibn abu la le du di da dos del von ould ait o' 's
    """
)
AND = words("en of & met")
AND_OR = words("en of")
# Small words of which each says something of its own: 'bij de ...' is an organisation, 'ik was ...' an age.
ARTICLE = words("de het 't den d'n")
ONE = words("een")
AT = words("bij")
ON = words("op")
IN = words("in")
TOWARDS = words("naar via langs")
PRONOUN = words("ik je jij u hij zij ze we wij ie")
COPULA = words("is ben bent was waren werd wordt word worden geworden")
POSSESSIVE = words("mijn m'n zijn z'n haar d'r onze ons hun jouw uw")
ADVERB = words("net pas nu nog al bijna inmiddels toen eh uh ongeveer precies")
WORKING = words(
    """
    werk werkt werkte werkten werken gewerkt vrijwillig vrijwilligerswerk stage baan dienst oppas les cursus
    dagbesteding training inschrijven aangemeld opgenomen
    """
)
SITTING = words("zit zat zitten zaten gezeten")
FUNCTION = words(
    """
    ik je jij u hij zij ze we wij jullie mij me hem haar ons hun hen die dat dit deze wie wat welke er daar hier
    waar mijn m'n jouw uw zijn z'n d'r onze een is was ben bent waren wordt werd heeft had heb hebben hebt hadden
    kan kon moet moest mag mocht wil wilde zal zou gaat ging komt kwam doet deed staat stond zit zat ligt niet geen
    wel nog al ook maar want dus als dan toen nu om voor over door tot na tegen zonder onder tussen tijdens sinds
    omdat zodat terwijl eh uh hm nou ja nee hoor he hè zo heel erg meer veel weer altijd nooit soms even gewoon
    alleen
    """
)
ORGANISATION_CUES = words(
    """
    stichting vereniging school basisschool middelbare praktijk huisartsenpraktijk huisartsenpost tandartspraktijk
    fysiotherapie apotheek kerk moskee tempel synagoge gemeente buurthuis wijkcentrum dorpshuis buurtcentrum
    verpleeghuis verzorgingshuis zorgcentrum zorggroep thuiszorg kinderopvang creche peuterspeelzaal opvang
    woningbouw woningcorporatie corporatie bedrijf bakkerij slagerij kapsalon garage restaurant eethuis cafe winkel
    supermarkt bouwbedrijf schoonmaakbedrijf transportbedrijf kwekerij boerderij zorgboerderij manege camping hotel
    club voetbalclub sportclub vv sv svv vcv hc sc fc ckv avv rkvv kv tv mbo roc college lyceum gymnasium vmbo
    hogeschool universiteit ziekenhuis kliniek hospice bibliotheek museum theater koor fanfare harmonie scouting
    inloophuis inloop inloopcentrum dagbesteding voedselbank kringloop kringloopwinkel weggeefwinkel wijkteam
    sportschool zwembad obs cbs rkbs pcbs residentie huize villa flat zaal ggz-instelling zalencentrum atelier toko
    kapper salon bv b.v nv vof cv firma fa coop uitzendbureau advocatenkantoor notariskantoor makelaardij
    """
)
STREET_ENDINGS = tuple(
    sorted(
        words(
            """
    straat straatje laan laantje weg plein pleintje hof hofje gracht dreef pad kade singel steeg dijk plantsoen
    boulevard hage wal oever markt ring burcht erf gaarde donk weide brink straa lann wg str kamp veld akker haven
    baan tuin
    """
        )
    )
)
PLACE_ENDINGS = tuple(
    sorted(
        words(
            """
    dam drecht burg dorp wolde veen horst hoven hout broek wijk wijck huizen kerk loo lo um stad sloot muiden mond
    zijl lande voort voorde berg beek rode rade sum ward werd dijk haven poort daal dal ingen gem mar meer oord hem
    schoten bosch spijk kapelle
    """
        )
    )
)
NUMERALS = words(
    """
    nul een één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien
    achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend
    """
)
OF_AN_AGE = words("en een half halve jaar jaren jr jar jaa j maand maanden mnd weken week dagen oud jong - , of")
MONTHS = words(
    """
    januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr jun jul
    aug sept sep okt nov dec
    """
)
DAYS = words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
