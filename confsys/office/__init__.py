"""What the office sets for the whole installation: its names, hours, deadlines, holidays and its own mark."""
