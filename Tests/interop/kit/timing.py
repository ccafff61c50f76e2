"""Every fixed wait of the suite, in seconds, with its reason."""

# The compatibility kit looks at its own record every 100 ms, and the first look comes after one interval as well.
POLL = 0.1

# The compatibility kit pauses this long before a termination, a verification and a state check of a negotiation.
PAUSE = 0.1

# The compatibility kit parses and expands an answer before it moves its own record; until then it is in its old state.
DIGEST = 0.05

# The compatibility kit gives up on a state after its `default.wait`; the reference connector's own run sets 7 s.
DEFAULT_WAIT = 7.0

# The compatibility kit repeats a message that was unexpectedly answered 4xx (but 404): three attempts in all.
RETRY_BACKOFF = (0.2, 0.4)

# The read timeout of the compatibility kit's HTTP client.
HTTP_TIMEOUT = 10.0

# A message that breaks its schema is never answered. The connection is held longer than a connector should wait (5 s).
SILENCE = 8.0

# "Nothing happens": longer than a connector in the kit's profile waits before its own action (100-500 ms).
QUIET = 1.2

# A connector that is built already must answer within this time of its start.
START_WAIT = 60.0

# `bin/sluice` may have to build first; a cold build takes tens of minutes on two cores.
BUILD_WAIT = 3600.0

# Time to stop in good order before the process is killed.
STOP_WAIT = 15.0

# Slow clients hold connections; another request must be answered within this time nevertheless.
PROMPT = 2.0
