"""What is shipped, by whom it is made and under which terms (docs/supply-chain.md)."""
