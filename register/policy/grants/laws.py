"""The laws that grants rest on, each with the day from which it applies."""

from datetime import date

from register.vocabulary import Basis

CARE_STANDARDS = Basis("csa-2000-36", "Care Standards Act 2000 s.36 with SI 2010/2130", date(2010, 10, 1))
CARE_STANDARDS_KEEPER = Basis("csa-2000-ii", "Care Standards Act 2000 Part II (register keeper)", date(2002, 4, 1))
REGULATION_7 = Basis("reg-7", "SI 2010/2130 reg 7", date(2010, 10, 1))
REGULATION_7_AMENDED = Basis("reg-7-2013", "SI 2010/2130 reg 7 as amended 1 April 2013", date(2013, 4, 1))
NOTIFICATION = Basis("csa-2000-30a", "Care Standards Act 2000 s.30A with SI 2011/552", date(2011, 4, 1))
JOINT_INSPECTION = Basis("ca-2004-20", "Children Act 2004 s.20 (joint inspection)", date(2005, 1, 1))
# Authorities look after children, and enquire into harm to them, under the Children Act 1989.
LOOKED_AFTER = Basis("ca-1989", "Children Act 1989 ss.17, 22 and 47", date(1991, 10, 14))
# Authorities return what they do for children to the Secretary of State, and for inspections to Ofsted.
RETURNED = Basis("ca-1989-83", "Children Act 1989 s.83 (returns of information)", date(1991, 10, 14))
AUTHORITY_INSPECTED = Basis(
    "eia-2006-136", "Education and Inspections Act 2006 s.136 (local authorities)", date(2007, 4, 1)
)
COMMISSIONER_INFORMED = Basis(
    "ca-2004-2f", "Children Act 2004 s.2F (information for the Commissioner)", date(2014, 4, 1)
)
PLACED_IN_AREA = Basis("si-2010-959-13", "SI 2010/959 regs 11 and 13 as amended by SI 2013/3239", date(2014, 1, 27))
SAFEGUARDING = Basis("cda-1998-115", "Crime and Disorder Act 1998 s.115 with Children Act 2004 s.11", date(2005, 10, 1))
LAW_ENFORCEMENT = Basis("dpa-2018-35", "Data Protection Act 2018 Part 3 (law enforcement purposes)", date(2018, 5, 25))
INSTRUCTED = Basis("gdpr-28", "UK GDPR Art 28(3)(a) (on documented instructions)", date(2018, 5, 25))
ACCOUNTABILITY = Basis("dpa-2018-62", "Data Protection Act 2018 s.62 and UK GDPR Art 5(2)", date(2018, 5, 25))
# Who holds a record of a child keeps it accurate, and the safeguarding partners share what that needs.
ACCURACY = Basis("gdpr-5-1-d", "UK GDPR Art 5(1)(d) (accuracy) with Children Act 2004 s.11", date(2018, 5, 25))
# Whoever was shown what was wrong is told that it was corrected.
RECTIFIED = Basis("gdpr-19", "UK GDPR Art 19 and Data Protection Act 2018 s.48 (corrections told)", date(2018, 5, 25))
# A controller tells a person what it holds about them, but for what the law lets it leave out.
SUBJECT_ACCESS = Basis(
    "gdpr-15", "UK GDPR Art 15 with Data Protection Act 2018 s.15 and Schs 2 to 4", date(2018, 5, 25)
)
# An authority commissions a return home interview under its duty to a child who goes missing.
COMMISSIONED = Basis("ca-2004-11", "Children Act 2004 s.11 with UK GDPR Art 28 (commissioned)", date(2018, 5, 25))
STATISTICS = Basis("ca-1989-83-published", "Children Act 1989 s.83 (published statistics)", date(1991, 10, 14))
