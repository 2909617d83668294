"""The composition root: the only place where catalogue, store, actions and reports are joined."""
