"""What Sphinx is told of this handbook; all else are the defaults of ``handbook.sphinx`` and of pyproject.toml."""

extensions = ["handbook.sphinx", "handbook.kits.agencies"]
# For sphinx-intl run by hand: ``handbook build`` reads the catalogues itself.
locale_dirs = ["../locales"]
