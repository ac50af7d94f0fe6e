"""The Graph endpoints: the platform's side of what an office asks."""
