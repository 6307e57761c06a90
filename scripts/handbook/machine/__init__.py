"""The machine below: its libraries and limits, processes, disks, and how a command is stopped."""
