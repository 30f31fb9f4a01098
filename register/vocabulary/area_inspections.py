"""Joint inspections of how an area protects its children."""

from datetime import date

from register.vocabulary.bodies import Agency

# Ofsted leads, and its inspectors are always there. Source: Children Act 2004 s.20.
LEAD = Agency.OFSTED_INSPECTOR
# The first joint targeted area inspections.
FIRST_JOINT_INSPECTION = date(2016, 2, 1)
