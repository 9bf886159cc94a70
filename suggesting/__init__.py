"""What may be suggested to people who decide: never decided here, always with its reasons."""
