"""How the house is laid out: its layers, who makes SQL, what is tested where, and every named exception."""

# From the top down. Layers of one line stand side by side: none of them imports another.
ORDER = (
    {"cli"}, {"http", "documentation"}, {"requests"}, {"resolvers"}, {"audit"}, {"maintenance", "statistics"},
    {"sealing", "importing", "demo", "sql"}, {"policy", "schema"}, {"plan"}, {"rules"}, {"catalogue"}, {"geo"},
    {"tables"}, {"database", "identity"}, {"encrypted_text"}, {"settings"}, {"errors"}, {"vocabulary", "open_types"},
)  # fmt: skip
LAYERS = {layer: height for height, side_by_side in enumerate(ORDER) for layer in side_by_side}
# What brings rows in knows tables, places and rules; neither what may be asked nor who may ask it.
BRING_ROWS_IN = {"demo", "importing"}
NOT_FOR_BRINGING_IN = {"maintenance", "audit", "sql", "policy", "plan", "catalogue"}

MAKE_SQL = (
    "sql/", "geo/", "policy/second_wall/", "importing/", "demo/", "sealing/", "maintenance/", "database/",
    "http/sealed_heads.py",
)  # fmt: skip
# Declarations of tables hold fragments of DDL: defaults, conditions of indexes, generated columns.
DECLARE_SQL = "tables/"

OPEN_ROUTES = {
    "/graphql/assets/{name}", "/health/live", "/health/ready", "/pages/{name}", "/register/head", "/sign-in",
    "/sign-in/as", "/sign-in/return", "/sign-in/start", "/robots.txt", "/favicon.ico", "/.well-known/security.txt",
}  # fmt: skip

# Modules that no test file mirrors, and where their promises are tested instead.
MIRRORED_ELSEWHERE = {
    "open_types.py": "it holds names of types and does nothing",
    "vocabulary": "one set of rules holds every list, in tests/test_vocabulary.py; tests/vocabulary has the rest",
    "demo": "one tale told by many modules: tests/demo tests the tale",
    "statistics": "one publication made of many modules: tests/statistics tests what is published",
    "sql/statistics/counts.py": "its statements are tested by what they count, in tests/statistics/test_counts.py",
    "sql/statistics/facts.py": "its statements are tested by what they count, in tests/statistics/test_counts.py",
    "sql/statistics/store.py": "its statements are tested by what they keep, in tests/statistics/test_publication.py",
    "sql/statistics/targets.py": "its statements are tested by what is kept, in tests/statistics/test_target_rows.py",
    "geo/home_areas_sql.py": "its statements are tested by what they write, in test_home_areas.py",
    "geo/map_outlines.py": "what is drawn is tested with what it is drawn from, in test_demonstration_outlines.py",
    "geo/reference.py": "the lists it reads are tested with the areas made of them, in test_demonstration_outlines.py",
}

LONGEST_FUNCTION = 40
LONGEST_FILE = 400
LONGEST_CLASS = 160
LONG_CLASSES = {
    "register/sql/read/row_json.py:RowWriter": "one short method for each thing that a row can show, over one state",
    "register/schema/query.py:Query": "one declaration for each read, all on one page",
    "register/settings.py:Settings": "one declaration for each setting, all in one place",
    "tests/hostile/texts.py:Writer": "one short method for each form in which a value is written",
    "tests/hostile/operations.py:Generator": "one short method for each part of a query, over one source of chance",
}

# Any is for what a library leaves open: so many uses in a thousand lines of register/.
MOST_ANY = 5
MOST_POSITIONAL = 3
# A library calls these, by position.
CALLED_BY_A_LIBRARY = {
    "register/http/transport/connection_deadlines.py:DeadlineProtocol.__init__": "uvicorn makes its protocols",
    "register/http/transport/websocket_deadlines.py:SocketProtocol.__init__": "uvicorn makes its protocols",
    "alembic/env.py:include": "Alembic asks what to compare",
}

# Nouns that end like verbs.
NOUNS = {
    "everything": "it is no verb",
    "finding": "what an inspection finds",
    "locating": "an attack: finding a home by many questions",
    "logging": "Python's own word",
    "merging": "what the register calls the joining of two records of one home",
    "opening": "a home that was opened is an opening, which somebody reviews",
    "packaging": "Python's own word",
    "running": "how a server is run: its logins, its folders, its start",
    "sighting": "what the police call it when somebody sees the child",
    "sightings": "what the police call it when somebody sees the child",
    "wording": "the words in which something is said",
}

# The folders that hold subjects. True: a file is named after many of its subject, as a table's rows are many.
VOCABULARY, TABLES, TYPES, COMMANDS, RULES, ACTS, DEMO = ROOMS = {
    "register/vocabulary": True,
    "register/tables": True,
    "register/schema/types": False,
    "register/schema/commands": False,
    "register/rules": False,
    "register/resolvers/commands": True,
    "register/demo/subjects": True,
}
# Plurals that are not the stem and an s.
PLURALS = {
    "access_log": "access_log",
    "body": "bodies",
    "child": "children",
    "child_match": "child_matches",
    "lifecycle": "lifecycle",
    "merging": "merging",
    "missing_together": "missing_together",
    "person": "people",
    "policy": "policy",
    "premises": "premises",
    "registration": "registration",
}
# What is in a room of subjects and serves all of them.
MACHINERY = {
    VOCABULARY: ("caller", "closed_list", "records"),
    TABLES: ("anchors", "codes", "declare", "links", "texts"),
    RULES: ("codes", "command", "dates", "problem", "record", "required", "text"),
    ACTS: (
        "acts", "batch", "changed_fields", "context", "dry_run", "execute", "file_changes", "former_facts", "frame",
        "home_areas", "premises_input", "pseudonym", "record_lock", "subjects", "input_facts", "successor",
    ),
}  # fmt: skip
# A subject has tables, and their stem is its name in every room. These have none.
WITHOUT_TABLES = {
    "access_log_tally": "counts consultations, whose table has a name of its own",
    "area_timeline": "shows records of several subjects of an area in one list",
    "child_tally": "counts children, whose table has a name of its own",
    "correction": "corrects the records of a home, its people and its premises in one command",
    "home_tally": "counts homes, whose table has a name of its own",
    "inspection_tally": "counts inspections, whose table has a name of its own",
    "lifecycle": "moves a registration from one status to the next",
    "merging": "joins two records of one home",
    "missing_episode_tally": "counts missing episodes, whose table has a name of its own",
    "published_finding_tally": "counts published findings, whose table has a name of its own",
    "placement_tally": "counts placements, whose table has a name of its own",
    "registration": "is recorded in the home's own table",
    "return_interview_tally": "counts return home interviews, whose table has a name of its own",
    "subject_access": "puts together what other tables hold about one child",
    "timeline": "shows records of several subjects in one list",
    "upload": "brings in a whole file of homes, inspections and providers",
    "viewer": "is told from the token and the policy",
}

# The last commit before subjects were held to a length.
SUBJECTS_MEASURED_SINCE = "7c1d9f9"
LONGEST_SUBJECT = 71
