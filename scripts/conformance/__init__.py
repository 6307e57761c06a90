"""Conformance: what independent validators say of the published files (``make conformance``)."""
