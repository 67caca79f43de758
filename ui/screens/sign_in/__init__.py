"""Where a member says who they are."""
