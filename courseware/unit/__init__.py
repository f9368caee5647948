"""A unit: what it holds, how its files are read and added to, and the article that it is drawn from."""
