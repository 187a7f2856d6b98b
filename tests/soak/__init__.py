"""The bot for minutes among faults and restarts: every question answered once, memory flat, the log clean."""
