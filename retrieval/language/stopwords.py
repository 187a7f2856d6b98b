"""Words that carry no subject of their own in a question about a report."""

from __future__ import annotations

_FUNCTION = """
a about above after again against all also although always am an and any anyone anything are around as at away be
because been before being below between both but by came can cannot cant come could d did didn do does doesn doing don
done down during each either else ever every few for from further get gets getting give given gives go goes going gone
got had hadn has hasn have haven having he her here hers him his how however i if in instead into is isn it its itself
just know let like ll m made make makes many may me might mine more most much must my myself near need no nor not now of
off on once one only or other our ours out over own per perhaps please quite rather re really s said same say saying
says see seem seems shall she should so some something somewhere still such t take tell than that the their theirs them
themselves then there these they thing things this those though through to too under until up upon us ve very via was
wasn we well went were weren what whatever when where whether which while who whole whom whose why will with within
without won would yes yet you your yours
"""

# Words by which a question speaks of the report itself, of asking, or of a kind of answer.
_ASKING = """
answer anybody cite cited describe described detail details discuss discussed doc document explain explained find
finding findings found hi hello hey info information inspection inspections inspector inspectors inspectorate mention
mentioned mentions paragraph para paragraphs paras point quote quoted read reference report reported reports section
sections show
summarise summarize summary talk talked text thanks thank thoughts view views want wanted wondering word words wrote
written anything comment comments tell told happened happen happens
"""

FUNCTION_WORDS = frozenset(_FUNCTION.split())
ASKING_WORDS = frozenset(_ASKING.split())
STOP_WORDS = FUNCTION_WORDS | ASKING_WORDS
