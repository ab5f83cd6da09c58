"""Conferences that took place before: entered afterwards, archived at once, and nobody is told."""
