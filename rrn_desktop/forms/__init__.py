"""What is asked: definitions of forms, their questions, rules and answers. No Qt, no store here."""
