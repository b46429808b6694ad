"""The narrative account: patterns, meanings, quotes, decisions, snapshots and the PDF."""
