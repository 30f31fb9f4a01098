"""What a grant needs beside the matrix: a live record, or a purpose."""

from register.vocabulary import Group, Scope

# A record that is live, of a grant or of an appointment.
TIME_BOXED: frozenset[Scope] = frozenset({Scope.INSPECTED_AREA, Scope.OPENED_HOME, Scope.SUPERVISED})

# A change of a home's place tells of its place.
PURPOSE_NEEDED: frozenset[Group] = frozenset({Group.HOME_LOCATION, Group.CHANGES})

# Access is given for a purpose, and is live for that purpose alone.
PURPOSE_NEEDED_TO_CHANGE: frozenset[Group] = frozenset({Group.LIVE_ACCESS})
