"""Hand-ins from and grades to learning management systems: Canvas, Moodle, Gradescope."""
