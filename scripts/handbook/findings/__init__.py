"""What is said to people: findings with their places, in the language of whoever runs a command."""
