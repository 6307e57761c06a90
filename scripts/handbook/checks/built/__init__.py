"""What is looked at once it is built: one function per rule; its name is the rule's name."""
