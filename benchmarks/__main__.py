"""`make bench`: the measured figures."""

from benchmarks.decisions import main

main()
