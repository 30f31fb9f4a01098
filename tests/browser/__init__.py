"""The pages in a real browser: Chromium of the distribution, where it is installed."""
