"""What the API offers: its types, its root fields and what a request may ask of them."""

# Before any type: a type that names a closed list needs the list to be an enum already.
from register.schema.building import enums as enums
