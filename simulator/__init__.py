"""The agencies' side of a handoff, played (模拟机关): it knows the contract and nothing else here."""
