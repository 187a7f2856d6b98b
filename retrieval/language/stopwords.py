"""Words that carry no subject of their own in a question about a report."""

from __future__ import annotations

_FUNCTION = """
according versus a about above after again against all also although always am an and any anyone anything are
around as at away be because been before being below between both but by came can cannot cant come could d did
didn do does doesn doing don done down during each either else ever every few for from further get gets
getting give given gives go goes going gone got had hadn has hasn have haven having he her here hers him his
how however i if in instead into is isn it its itself just know let like ll m made make makes many may me
might mine more most much must my myself near need no nor not now of off on once one only or other our ours
out over own per perhaps please quite rather re really s said same say saying says see seem seems shall she
should so some something somewhere still such t take tell than that the their theirs them themselves then
there these they thing things this those though through to too under until up upon us ve very via was wasn we
well went were weren what whatever when where whether which while who whole whom whose why will with within
without won would yes yet you your yours
even simply merely anyway besides whereas unless despite ago kinda bit whats thats theres theyre theyve weve ive
youre itll respective respectively
"""

# Words by which a question speaks of the report itself, of asking, or of a kind of answer.
_ASKING = """
answer anybody cite cited describe described detail details discuss discussed doc document explain explained
find finding findings found hi hello hey info information inspection inspections inspector inspectors
inspectorate mention mentioned mentions paragraph para paragraphs paras point quote quoted read reference
report reported reports section sections show summarise summarize summary talk talked text thanks thank
thoughts view views want wanted wondering word words wrote written anything comment comments tell told
happened happen happens
"""

FUNCTION_WORDS = frozenset(_FUNCTION.split())
ASKING_WORDS = frozenset(_ASKING.split())
STOP_WORDS = FUNCTION_WORDS | ASKING_WORDS

# Everyday words that a question may use in passing: they count for less than the words of its subject, and one that no
# report uses says nothing about whether the reports answer.
_LIGHT = """
long longer old far good positive negative date dates brought equivalent inside outside slower
quicker faster able actual actually added affect allow allowed already altogether amount apart apparently area
areas ask asked aspect bad badly based basically began behind believe best better big bigger biggest bothered
bring broad called caught cause caused chance change changed check chosen clear clearly common complain
consider considered correct couple current currently deal dealing decent different difficult doubt earlier
easily easy end ended enough especially exact exactly example expect expected extent fact fail fair fairly
feel fewer finally fine first full fully general generally great guess guy guys half handle handled hard
hardly held help helped high higher highest huge idea impact important include included issue issues keen keep
kept kind knew known knows largest last late later leave left less level likely little look looked looking lot
lots low lower lowest main mainly matter mean meant mostly move name named needed needs new nice noted number
numbers odd often ones open order overall part particular particularly past pick picked place places poor
possible pretty prior probably problem problems proper properly proportion put question quick quickly range
reach reached real recent recently related remain result results right run running seen sense set share showed
shown side similar simple situation size slow small sort specific start started state stay step stop stopped
strong subject subjects supposed supposedly sure taken taking think thought time times today top total towards
tried true try trying turn turned turning type types typical understand usual usually version wanting way ways
week wider willing win wise wish wonder work worked working works worried worry worse worst wrong year years
happening behaved bother comes exist existing fallen follow following gave hear heard job life liked list mind
moment neither nobody normal obvious okay page pass pay plus rated reckon regard regards regarding
rest sent seriously several sign single somewhat soon spend spent stand stood straight struggle
struggling sound tend together took touch unable unlikely useful using value various volume weak wherever
wording yesterday hold holds asap basic bunch roughly approximately nearly almost afterwards meanwhile
otherwise ultimately obviously literally honestly frankly extra holding
"""

LIGHT_WORDS = frozenset(_LIGHT.split())
