"""From a unit and a course to a document, and the proof that its files show no more than they may."""
