"""What lies on the disk: written whole or not at all, named safely, other people's parsers behind one door."""
