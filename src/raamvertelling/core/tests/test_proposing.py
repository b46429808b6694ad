"""The masking engine: every place with its label, reason and certainty, the same name with the same label."""

from raamvertelling.core.privacy import masked, propose_masks


def test_a_name_has_one_label_in_all_parts_of_a_story() -> None:
    texts = {"title": "Bij mevrouw Zonderland", "story": "Ik sprak mevrouw Zonderland op 3 mei. Haar zus heet Wietske."}
    proposals = propose_masks(texts)
    assert [(each.part, each.words, each.span.label) for each in proposals] == [
        ("title", "Zonderland", "naam 1"),
        ("story", "Zonderland", "naam 1"),
        ("story", "3 mei", "datum"),
        ("story", "Wietske", "naam 2"),
    ]
    hidden = masked(texts["story"], [each.span for each in proposals if each.part == "story"])
    assert hidden == "Ik sprak mevrouw [naam 1] op [datum]. Haar zus heet [naam 2]."


def test_every_proposal_says_why_and_how_sure() -> None:
    proposals = propose_masks({"story": "Mijn buurvrouw Sjaan belt 06-12345678."})
    assert [(each.kind, each.explanation, each.certainty) for each in proposals] == [
        ("PER", "staat na ‘buurvrouw’", "waarschijnlijk"),
        ("CONTACT", "lijkt op: telefoonnummer", "zeker"),
    ]
