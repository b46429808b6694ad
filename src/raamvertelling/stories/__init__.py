"""The sealed story and its life: consent, protection, moderation, withdrawal, search, audit trail."""
