"""Benchmarks of docs/performance.md. `make bench` runs them all and prints one table.

Figures of one run are compared with each other: absolute ones move by a factor of two with the machine.
"""
