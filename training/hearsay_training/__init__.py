"""Makes the weights of hearsay's language layer. See ../README.md for the commands."""
