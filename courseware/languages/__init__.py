"""What a language of handouts does, and the dates and numbers that its texts state."""
