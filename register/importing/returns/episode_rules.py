"""The published rules of the table of episodes of care that concern placements. Source: SSDA903 validation rules."""

from register.importing.returns.rule import EIGHTEENTH, EPISODES, ReturnRule


def _listed(codes: str) -> str:
    return ", ".join(f"'{code}'" for code in codes.split())


LEGAL_STATUSES = _listed("C1 C2 D1 E1 V2 V3 V4 J1 J2 J3 L1 L2 L3")
PLACEMENTS = _listed("A3 A4 A5 A6 K1 K2 K3 P1 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6")
# Codes that the list of placements lost and gained with the collection that begins on this day.
RENEWED, LOST, GAINED = "2025-04-01", _listed("H5 P2 Z1"), _listed("Z11 Z12 Z13 Z14")
WITHOUT_PROVIDER = f"{_listed('T0 T1 T2 T3 T4')}, {GAINED}"
REASONS_ENDED = _listed("X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E9 E14 E15 E16 E17 E8")
WITHOUT_URN = f"{_listed('P1 P3 R1 R2 R5 T0 T1 T2 T3 T4 Z1')}, {GAINED}"
NOT_IN_ENGLAND = "coalesce(placement_authority, '') ~* '^(NIR|NUK|WAL|SCO|CON|N|W|S)'"
NO_NUMBER = "'XXXXXXX'"
SINCE_2022, SINCE_2024, SINCE_2025 = "2022-23", "2024-25", "2025-26"
EMPTY = "An empty cell is found: each episode has one of the codes. The published function lets it pass."
EPISODE_RULES: tuple[ReturnRule, ...] = (
    ReturnRule(
        "143", EPISODES, "RNE", "The reason for the new episode is none of S, L, P, T, B and U.",
        "select line from sent where coalesce(reason_began, '') not in ('S', 'L', 'P', 'T', 'B', 'U')",
        published=SINCE_2022, apart=EMPTY,
    ),
    ReturnRule(
        "144", EPISODES, "LS", "The legal status is no code of the list.",
        f"select line from sent where coalesce(legal_status, '') not in ({LEGAL_STATUSES})",
        published=SINCE_2022, apart=EMPTY,
    ),
    ReturnRule(
        "146", EPISODES, "PLACE", "The placement type is no code of the list.",
        f"""
        select line from sent
         where coalesce(placement, '') not in ({PLACEMENTS})
           and case when :period_start < '{RENEWED}' then coalesce(placement, '') not in ({LOST})
                    else coalesce(placement, '') not in ({GAINED}) end
        """,
        published=SINCE_2025,
        apart=f"{EMPTY} In returns for years before 2025-26 the codes of those years are asked for.",
    ),
    ReturnRule(
        "149", EPISODES, "REC", "The reason why the episode ceased is no code of the list.",
        f"""
        select line from sent
         where reason_ended not in ({REASONS_ENDED}) or (reason_ended is null and ends_on is not null)
        """,
        published=SINCE_2022,
        apart="Found also where an ended episode has no reason: the published function lets an empty cell pass.",
    ),
    ReturnRule(
        "213", EPISODES, "PLACE_PROVIDER", "A temporary placement (T0 to T4), or one of Z11 to Z14, has no provider.",
        f"select line from sent where placement in ({WITHOUT_PROVIDER}) and placement_provider is not null",
        published=SINCE_2025,
    ),
    ReturnRule(
        "218", EPISODES, "URN", "Ofsted's reference number (URN) is needed for this placement in England.",
        f"""
        select line from sent
         where urn is null and coalesce(placement, '') not in ({WITHOUT_URN}) and not {NOT_IN_ENGLAND}
           and (ends_on is null or ends_on >= :period_start)
        """,
        published=SINCE_2025,
        apart="An ONS code of Wales, Scotland or Northern Ireland is outside England too.",
    ),
    ReturnRule(
        "221", EPISODES, "PL_POST", "The postcode is not that of the home with this reference number (URN).",
        f"""
        select s.line from sent s left join homes h on h.urn = s.urn
         where s.urn <> {NO_NUMBER} and s.placement in ('K1', 'K2', 'R3', 'S1') and s.placement_postcode is not null
           and coalesce(s.legal_status, '') not in ('V3', 'V4')
           and replace(upper(s.placement_postcode), ' ', '') is distinct from h.postcode
        """,
        published=SINCE_2024,
    ),
    ReturnRule(
        "222", EPISODES, "URN", "This placement type has no reference number of Ofsted's (URN).",
        f"select line from sent where urn <> {NO_NUMBER} and placement in ({WITHOUT_URN})",
        published=SINCE_2024,
        apart="Z11 to Z14, which took the place of Z1, have no number either.",
    ),
    ReturnRule(
        "233", EPISODES, "REASON_PLACE_CHANGE", "The episode is open, so that there is no reason for a change.",
        "select line from sent where ends_on is null and reason_changed is not null",
        published=SINCE_2025,
    ),
    ReturnRule(
        "371", EPISODES, "PLACE", "The child was under 16 when supported accommodation (K3) began.",
        """
        select s.line from sent s join known k on k.child_number = s.child_number
         where s.placement = 'K3' and s.starts_on < k.born_on + interval '16 years'
        """,
        published=SINCE_2024,
    ),
    ReturnRule(
        "580", EPISODES, "REC", "The child turned 18 while missing: the episode of care ceased for E8.",
        f"""
        select distinct s.line from sent s
          join missing m on m.child_number = s.child_number and m.ends_on = s.ends_on
         where {EIGHTEENTH.format('m.born_on')} = s.ends_on and s.reason_ended is distinct from 'E8'
        """,
        published=SINCE_2022,
        apart="Who was born on 29 February turns 18 on 1 March, and not on 28 February.",
    ),
)  # fmt: skip
