"""What deploy/ holds: the files agree with the program and with each other; `rehearsal` installs and runs them."""
