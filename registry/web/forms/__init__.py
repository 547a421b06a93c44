"""Forms: the shape of what is asked; the rules are asked by the acts."""
