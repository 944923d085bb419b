"""What a graded class believes: one page for the instructor, and a CSV file of every table."""
