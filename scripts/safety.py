"""Write docs/veiligheid from the papers on safety in the program; the measured figures stay where they are measured."""

from pathlib import Path

from raamvertelling.web.safety.papers import as_documents

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "veiligheid"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in as_documents().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
