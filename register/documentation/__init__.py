"""The reference pages: what their generated parts say, read from the code itself."""
