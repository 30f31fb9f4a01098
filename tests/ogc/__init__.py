"""The GIS door against its standards, requirement by requirement, and against real clients."""
