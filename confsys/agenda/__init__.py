"""The agenda: what is discussed, in what order, how long, and when it will really start."""
