"""Taking a step with a conference: one page shows what changes and whom it touches, then one button does it."""
