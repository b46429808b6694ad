"""The statistics that exist, each with its title and source; every one has a page in docs/methods."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    """One statistic: `id` is the file name of its page, `title` what people read, `source` where it comes from."""

    id: str
    title: str
    source: str


def _index(*methods: Method) -> dict[str, Method]:
    return {each.id: each for each in methods}


METHODS = _index(
    Method("aandeel", "Aandeel met marge (Wilson)", "Wilson (1927), doi:10.1080/01621459.1927.10502953"),
    Method("verschil-aandelen", "Verschil tussen twee delen (Newcombe)", "Newcombe (1998), Stat. in Medicine 17(8)"),
    Method("mediaan", "Mediaan met marge", "David & Nagaraja, Order Statistics (2003), par. 7.1"),
    Method("verschil-medianen", "Verschil tussen twee medianen", "Zou & Donner (2008), doi:10.1002/sim.3095"),
    Method("minderheid", "Verst van het midden van de eigen groep", "Raamvertelling, docs/methods/minderheid.md"),
    Method("wie-ontbreekt", "Wie ontbreekt", "Wilson (1927), doi:10.1080/01621459.1927.10502953"),
    Method("voorspellen", "Het gat tussen voorspelling en verhalen", "Raamvertelling, docs/methods/voorspellen.md"),
    Method("zwaartepunt", "Gemiddelde plek met ellips", "Hotelling (1931), doi:10.1214/aoms/1177732979"),
    Method("zones", "Zeven zones van een driehoek", "Raamvertelling, docs/methods/zones.md"),
    Method("tabellen", "Alle vragen in één keer geteld", "Raamvertelling, docs/methods/tabellen.md"),
    Method("kruisfilter", "Alle vragen binnen een keuze", "Raamvertelling, docs/methods/kruisfilter.md"),
    Method("dichtheid", "Waar de stippen dicht op elkaar liggen", "Jones (1993), doi:10.1007/BF00147776"),
    Method("energie", "Afstand tussen twee wolken stippen", "Rizzo & Szekely (2010), doi:10.1214/09-AOAS245"),
    Method("ilr", "Verschil in verhoudingen, zonder de randen", "Egozcue e.a. (2003), doi:10.1023/A:1023818214614"),
    Method("acat", "Drie toetsen samengenomen", "Liu & Xie (2020), doi:10.1080/01621459.2018.1554485"),
    Method("kruskal-wallis", "Verschil tussen drie of meer groepen", "Kruskal & Wallis (1952), doi:10.2307/2280779"),
    Method("mann-whitney", "Verschil tussen twee groepen", "Mann & Whitney (1947), doi:10.1214/aoms/1177730491"),
    Method("spearman", "Samenhang tussen twee schuiven", "Spearman (1904), doi:10.2307/1412159"),
    Method("kendall", "Samenhang tussen twee schuiven, paar voor paar", "Kendall (1945), doi:10.1093/biomet/33.3.239"),
    Method(
        "cochran-armitage", "Wordt een antwoord vaker of minder vaak gegeven?", "Armitage (1955), doi:10.2307/3001775"
    ),
    Method("kendall-tijd", "Schuift de middelste plek op?", "Kendall (1945), doi:10.1093/biomet/33.3.239"),
    Method(
        "afstandscorrelatie", "Samenhang van een driehoek", "Székely & Rizzo (2013), doi:10.1016/j.jmva.2013.02.012"
    ),
    Method("overzicht", "Alle vragen met elkaar vergeleken", "Raamvertelling, docs/methods/overzicht.md"),
    Method("trekken", "Verhalen trekken voor aan tafel", "Raamvertelling, docs/methods/trekken.md"),
    Method("contrast", "Waar een verband het duidelijkst te zien is", "Raamvertelling, docs/methods/contrast.md"),
    Method("chi-kwadraat", "Verschil tussen keuzes", "Patefield (1981), doi:10.2307/2346669"),
    Method("cramer-v", "Sterkte van het verschil tussen keuzes", "Bergsma (2013), doi:10.1016/j.jkss.2012.10.002"),
    Method(
        "benjamini-hochberg",
        "Veel vragen tegelijk",
        "Benjamini & Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x",
    ),
)


def source_of(method: str) -> str:
    """Return the source of a method by its id; KeyError for an unknown one."""
    return METHODS[method].source
