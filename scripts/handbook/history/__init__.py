"""What git knows: when a page last changed, and the edition before this one."""
