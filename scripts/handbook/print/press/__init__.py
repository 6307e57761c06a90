"""The print edition: sheets for a print shop, booklets for an office printer, and both languages in one booklet."""
