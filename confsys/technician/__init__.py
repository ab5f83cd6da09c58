"""The technician's page while a conference runs: what is broken, who is lost, who speaks next, what sites write.

It puts pieces of other rooms side by side, each with the press that mends it, and has no rules of its own.
"""
