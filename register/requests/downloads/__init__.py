"""Downloads: what a collection shows to one body, in one signed file that programs for maps open by themselves."""
