"""What programs read: patents as JSON, and one description of everything that is open to them."""
