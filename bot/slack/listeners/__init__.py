"""What the bot listens to. Each module registers its listeners on the app; Socket Mode and HTTP share them."""
