"""What the API lets callers change: one file for each subject."""
