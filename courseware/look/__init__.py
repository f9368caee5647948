"""How a handout looks: its style, its fonts, its pictures."""
