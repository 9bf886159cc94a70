"""What stands on the wire between this house and the agencies' systems (docs/agency-contract.md): signing,
reading and writing messages. Decides nothing, and keeps nothing."""
