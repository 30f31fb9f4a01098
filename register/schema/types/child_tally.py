"""Children, counted by what is known of them."""

from register.catalogue import How, Tallied
from register.schema.building.tallies import tally_types
from register.schema.types.child import Child

_children = Tallied("childTally", Child)

CHILD_TALLY = _children.made(
    (_children.measure("count", How.COUNT, "How many children there are."),),
    (
        _children.by_area(
            "responsibleAuthority",
            "The ONS code of the local authority that looks after the child or in whose area the child lives.",
        ),
        _children.by("sex", "The child's sex."),
        _children.by("careStatus", "What children's services know of the child."),
        _children.by("ethnicity", "The child's ethnicity, as a code of the children looked-after return."),
        _children.by("isDisabled", "True if the child is disabled."),
        _children.by("isUnaccompanied", "True if the child is an unaccompanied asylum-seeking child."),
        *_children.by_period("born", "the child was born", "dateOfBirth"),
    ),
)

ChildTally = tally_types(CHILD_TALLY, __name__)
