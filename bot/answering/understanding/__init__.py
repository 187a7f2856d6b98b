"""What a question means: reports, subject, what is asked for, and what it takes over from the turn before."""
