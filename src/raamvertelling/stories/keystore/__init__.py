"""The keys of the stories and the withdrawal ledger, in a database apart from the stories."""
