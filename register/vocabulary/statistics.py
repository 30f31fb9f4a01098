"""Published statistics: the questions that are answered, how figures are made safe, and why there may be none."""

from register.vocabulary.closed_list import ClosedList


class StatisticsQuestion(ClosedList):
    """A question that published statistics answer."""

    HOMES = "homes", "Homes and their places, on the last day of the period."
    JUDGEMENTS = "judgements", "How homes are judged, on the last day of the period."
    MISSING_CHILDREN = "missing_children", "Children who went missing at least once."
    INCIDENTS = "incidents", "Episodes in which children were missing, or away without authorisation."
    REPEATS = "repeats", "Children who went missing more than once."
    DURATIONS = "durations", "How long children were missing."
    PLACEMENTS = "placements", "Episodes by the kind of placement that the child was missing from."
    OUT_OF_AREA = "out_of_area", "Episodes of children who were placed out of the area of their own authority."
    INTERVIEWS = "interviews", "Return home interviews: due, offered, accepted, held, and held in time."
    INTERVIEW_REASONS = "interview_reasons", "What return home interviews say drove or drew children away."
    EXPLOITATION = "exploitation", "Children who are flagged for exploitation, and how often they went missing."
    RISK = "risk", "How the police assessed the risk to missing children."
    OUTCOMES = "outcomes", "Who found missing children, and what harm came to them."
    TIMES_AND_PLACES = "times_and_places", "When children went missing, and where from."
    DATA_QUALITY = "data_quality", "How complete the figures are, and which authorities and forces they are of."


class StatisticsProfile(ClosedList):
    """The rules by which figures are made safe to publish."""

    DFE = (
        "dfe",
        "Counts of 1 to 5 are suppressed, and others with them. Counts of regions and of England are rounded to the "
        "nearest 10.",
    )
    PUBLIC = "public", "The facts are published one by one already: nothing is suppressed or rounded."
    HES = "hes", "Counts of 1 to 7 are suppressed, and others with them. All other counts are rounded to the nearest 5."


class StatisticsSymbol(ClosedList):
    """Why there is no figure. The codes are those of the Government Statistical Service."""

    C = "c", "Suppressed: the figure is small, or a small one could be worked out from it."
    K = "k", "The figure rounds to 0, and is not 0."
    Z = "z", "Does not apply."
    X = "x", "Not available: it was not collected, or not reported. It does not mean 0."
