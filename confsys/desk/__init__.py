"""The desk of an office: pages that put several capabilities side by side."""
