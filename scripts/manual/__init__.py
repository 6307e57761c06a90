"""The documentation: ``python -m manual`` builds it, ``python -m manual reference`` writes what the code says."""
