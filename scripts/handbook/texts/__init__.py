"""Any text that comes from outside: how it is read, and what no text may hold."""
