"""What the API shows: one file for each subject."""
