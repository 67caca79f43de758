"""Widgets that ask the questions of any form; what they ask comes from its definition."""
