from raamvertelling.accountability.tables import side_by_side
from raamvertelling.web.charts import Table

HEADERS = ("Waar", "Verhalen", "Deel", "Marge")
INWONER = Table(
    "Waar ging het om?",
    HEADERS,
    (("Bij de mens", "15", "27%", "17% tot 40%"), ("Alle antwoorden", "55", "", ""), ("Past niet", "5", "", "")),
)
MANAGER = Table(
    "Waar ging het om?", HEADERS, (("Bij de mens", "0", "0%", "–"), ("Alle antwoorden", "15", "", ""))
)  # fmt: skip


def test_voices_stand_in_one_table() -> None:
    (table,) = side_by_side("Waar ging het om?", [("Inwoner", INWONER), ("Manager", MANAGER)])
    assert table.headers == ("Waar", "Inwoner", "Manager")
    assert table.rows == (
        ("Bij de mens", "27% (17% tot 40%)", "0%"),
        ("Alle antwoorden", "55", "15"),
        ("Past niet", "5", "0"),
    )


def test_tables_that_say_other_things_stay_apart() -> None:
    stones = Table("Wie?", ("Steen", "Verhalen", "links tot rechts", "onder tot boven"), (("team", "5", "10", "20"),))
    tables = side_by_side("Wie?", [("Inwoner", stones), ("Manager", stones)])
    assert [table.caption for table in tables] == ["Inwoner: Wie?", "Manager: Wie?"]
    assert tables[0].rows == stones.rows


def test_no_open_voice_gives_no_table() -> None:
    assert side_by_side("Wie?", []) == ()
