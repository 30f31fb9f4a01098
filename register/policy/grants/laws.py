"""The laws that grants rest on, each with the day from which it applies."""

from datetime import date

from register.vocabulary import Basis

CARE_STANDARDS = Basis("csa-2000-36", "Care Standards Act 2000 s.36 with SI 2010/2130", date(2010, 10, 1))
CARE_STANDARDS_KEEPER = Basis("csa-2000-ii", "Care Standards Act 2000 Part II (register keeper)", date(2002, 4, 1))
REGULATION_7 = Basis("reg-7", "SI 2010/2130 reg 7", date(2010, 10, 1))
REGULATION_7_AMENDED = Basis("reg-7-2013", "SI 2010/2130 reg 7 as amended 1 April 2013", date(2013, 4, 1))
NOTIFICATION = Basis("csa-2000-30a", "Care Standards Act 2000 s.30A with SI 2011/552", date(2011, 4, 1))
JOINT_INSPECTION = Basis("ca-2004-20", "Children Act 2004 s.20 (joint inspection)", date(2005, 1, 1))
INSTRUCTED = Basis("gdpr-28", "UK GDPR Art 28(3)(a) (on documented instructions)", date(2018, 5, 25))
ACCOUNTABILITY = Basis("dpa-2018-62", "Data Protection Act 2018 s.62 and UK GDPR Art 5(2)", date(2018, 5, 25))
