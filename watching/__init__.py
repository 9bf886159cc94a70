"""What tells how the house is running (看护): figures, readiness, and the thread that leads from a request
to what came of it. Numbers, ids and codes; never a name, a word or a value of anybody's."""
