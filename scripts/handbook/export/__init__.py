"""What translators take along to other programs: the memory as TMX, the glossary as TBX."""
