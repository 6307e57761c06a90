"""The quantities of a text as values, read in its own language, and what a translation makes of them."""

from handbook.catalogs.quantities.comparing import Comparison, compare, is_said
from handbook.catalogs.quantities.marking import plain_text
from handbook.catalogs.quantities.quantity import Quantity, Strength, Value
from handbook.catalogs.quantities.read_text import read

__all__ = ["Comparison", "Quantity", "Strength", "Value", "compare", "is_said", "plain_text", "read"]
