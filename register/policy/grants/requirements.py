"""What a grant needs beside the matrix: a live record, or a purpose."""

from register.vocabulary import Group, Scope

# A record that is live, of a grant or of an appointment.
TIME_BOXED: frozenset[Scope] = frozenset({Scope.INSPECTED_AREA, Scope.OPENED_HOME, Scope.SUPERVISED})

ABOUT_CHILDREN: frozenset[Group] = frozenset(
    {
        Group.CHILD,
        Group.CHILD_MINIMUM,
        Group.CHILD_IDENTITY,
        Group.CHILD_CHARACTERISTICS,
        Group.CHILD_MATCH,
        Group.PLACEMENT,
        Group.EPISODE,
        Group.EPISODE_CHILD,
        Group.RISK,
        Group.EPISODE_HARM,
        Group.SIGHTING,
        Group.PREVENTION,
        Group.TOGETHER,
        Group.REPEATS,
        Group.REPORTS,
        Group.CONSULTATIONS,
        Group.CONSULTING_BODIES,
        Group.ENCOUNTERS,
        Group.FLAG,
        Group.EXPLOITATION,
        Group.SHIELD,
        Group.SUBJECT_ACCESS,
        Group.INTERVIEW,
        Group.INTERVIEW_THEMES,
        Group.INTERVIEW_NARRATIVE,
        Group.POLICE_EXTRACT,
        Group.RETURN_ROWS,
    }
)

# A change, or a correction, of a home's place tells of its place; the figures of one area are about few children.
PURPOSE_NEEDED: frozenset[Group] = frozenset(
    {
        Group.HOME_LOCATION,
        Group.HOME_CONSULTATIONS,
        Group.CHANGES,
        Group.CORRECTIONS,
        Group.AREA_PACK,
        Group.AREA_FINDING,
        Group.AREA_COHORT,
        *ABOUT_CHILDREN,
    }
)

# Access is given for a purpose, and is live for that purpose alone.
PURPOSE_NEEDED_TO_CHANGE: frozenset[Group] = frozenset({Group.LIVE_ACCESS, *ABOUT_CHILDREN})
