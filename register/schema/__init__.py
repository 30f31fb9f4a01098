"""What the API offers: its types, its root fields and what a request may ask of them."""
