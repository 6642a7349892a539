"""The craft of an IP operation centre, pure: what patents are called, whose they are, how they are asked for."""
