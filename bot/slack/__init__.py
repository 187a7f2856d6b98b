"""The Slack bot. Slack's SDK is imported here and nowhere else."""
