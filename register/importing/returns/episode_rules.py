"""The published rules of the table of episodes of care that concern placements. Source: SSDA903 validation rules."""

from register.importing.returns.rule import EPISODES, ReturnRule


def _listed(codes: str) -> str:
    return ", ".join(f"'{code}'" for code in codes.split())


LEGAL_STATUSES = _listed("C1 C2 D1 E1 V2 V3 V4 J1 J2 J3 L1 L2 L3")
PLACEMENTS = _listed(
    "A3 A4 A5 A6 H5 K1 K2 K3 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1 Z11 Z12 Z13 Z14"
)
REASONS_ENDED = _listed("X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E9 E14 E15 E16 E17 E8")
WITHOUT_URN = _listed("H5 P1 P2 P3 R1 R2 R5 T0 T1 T2 T3 T4 Z1 Z11 Z12 Z13 Z14")
NOT_IN_ENGLAND = "coalesce(placement_authority, '') ~* '^(NIR|NUK|WAL|SCO|CON|N|W|S)'"
NO_NUMBER = "'XXXXXXX'"
EPISODE_RULES: tuple[ReturnRule, ...] = (
    ReturnRule(
        "143", EPISODES, "RNE", "The reason for the new episode is none of S, L, P, T, B and U.",
        "select line from sent where coalesce(reason_began, '') not in ('S', 'L', 'P', 'T', 'B', 'U')",
    ),
    ReturnRule(
        "144", EPISODES, "LS", "The legal status is no code of the list.",
        f"select line from sent where coalesce(legal_status, '') not in ({LEGAL_STATUSES})",
    ),
    ReturnRule(
        "146", EPISODES, "PLACE", "The placement type is no code of the list.",
        f"select line from sent where coalesce(placement, '') not in ({PLACEMENTS})",
    ),
    ReturnRule(
        "149", EPISODES, "REC", "The reason why the episode ceased is no code of the list.",
        f"select line from sent where ends_on is not null and coalesce(reason_ended, '') not in ({REASONS_ENDED})",
    ),
    ReturnRule(
        "213", EPISODES, "PLACE_PROVIDER", "A temporary placement (T0 to T4) has no provider.",
        "select line from sent where placement ~ '^T[0-4]$' and placement_provider is not null",
    ),
    ReturnRule(
        "218", EPISODES, "URN", "Ofsted's reference number (URN) is needed for this placement in England.",
        f"""
        select line from sent
         where urn is null and coalesce(placement, '') not in ({WITHOUT_URN}) and not {NOT_IN_ENGLAND}
           and (ends_on is null or ends_on >= :period_start)
        """,
    ),
    ReturnRule(
        "221", EPISODES, "PL_POST", "The postcode is not that of the home with this reference number (URN).",
        f"""
        select s.line from sent s left join homes h on h.urn = s.urn
         where s.urn <> {NO_NUMBER} and s.placement in ('K1', 'K2', 'R3', 'S1') and s.placement_postcode is not null
           and coalesce(s.legal_status, '') not in ('V3', 'V4')
           and replace(upper(s.placement_postcode), ' ', '') is distinct from h.postcode
        """,
    ),
    ReturnRule(
        "222", EPISODES, "URN", "This placement type has no reference number of Ofsted's (URN).",
        f"select line from sent where urn <> {NO_NUMBER} and placement in ({WITHOUT_URN})",
    ),
    ReturnRule(
        "233", EPISODES, "REASON_PLACE_CHANGE", "The episode is open, so that there is no reason for a change.",
        "select line from sent where ends_on is null and reason_changed is not null",
    ),
    ReturnRule(
        "371", EPISODES, "PLACE", "The child was under 16 when supported accommodation (K3) began.",
        """
        select s.line from sent s join known k on k.child_number = s.child_number
         where s.placement = 'K3' and s.starts_on < k.born_on + interval '16 years'
        """,
    ),
    ReturnRule(
        "580", EPISODES, "REC", "The child turned 18 while missing: the episode of care ceased for E8.",
        """
        select distinct s.line from sent s
          join missing m on m.child_number = s.child_number and m.ends_on = s.ends_on
         where m.born_on + interval '18 years' = s.ends_on and s.reason_ended is distinct from 'E8'
        """,
    ),
)  # fmt: skip
