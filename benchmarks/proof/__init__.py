"""How well the proof on the finished bytes tells a teacher's texts from a student's: harmless units, planted leaks."""
