"""What changes a story: one module a moment in its life."""

from raamvertelling.stories.services.importing import ImportOutcome, import_stories
from raamvertelling.stories.services.receiving import Received, receive_story

__all__ = ["ImportOutcome", "Received", "import_stories", "receive_story"]
