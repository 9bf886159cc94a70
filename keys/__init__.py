"""Keys and the algorithms they are used with: suites, rings of keys, and where the keys come from."""
