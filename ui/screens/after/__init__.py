"""What follows an incident: its notice at hand, additions, support, learning review and what helps."""
