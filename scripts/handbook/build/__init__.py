"""From a project to what is published: an edition per language, what stands beside them, and the order of it all."""
