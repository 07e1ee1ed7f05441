"""What a person should know before a story goes out: findings, each with what mends it."""
