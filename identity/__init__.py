"""Who somebody is, proved: tokens of a provider, passwords, second factors. It keeps nothing."""
