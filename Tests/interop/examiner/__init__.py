"""A second examiner: days, sums and procedures worked out again from the texts, never from the binary's own rules."""
