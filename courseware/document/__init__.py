"""What a handout says, as blocks, and how Markdown becomes them."""
