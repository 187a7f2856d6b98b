"""What people see: messages, modals, the home tab. Pure functions from values to Block Kit."""
