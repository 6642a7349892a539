"""What screens and commands ask: frozen views, each scoped to who asks."""
