"""What a bakery's software would need too. Imports no room."""
