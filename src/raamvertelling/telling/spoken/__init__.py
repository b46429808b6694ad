"""Questions that somebody of the organisation reads aloud: recordings, and the page where they are kept."""
