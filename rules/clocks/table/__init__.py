"""Every period of the field as data (期限规则表), split by field; ``whole`` holds them together."""
