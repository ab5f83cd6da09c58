"""Steering a conference while it runs: the operator's console with everything at hand, and the chair's few things.

It puts parts of many capabilities side by side and has no rules of its own.
"""
