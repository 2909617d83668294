"""The database adapter of the protocols that the actions declare."""
