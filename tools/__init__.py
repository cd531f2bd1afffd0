"""How curated records become a release. None of this is in the wheel."""
