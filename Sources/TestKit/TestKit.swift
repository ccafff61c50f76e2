// The simulated network and the two parties are built here.
