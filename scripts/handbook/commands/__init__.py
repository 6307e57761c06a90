"""Words to calls: what is typed after ``handbook``, and nothing that is done then."""
