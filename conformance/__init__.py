"""The conformance kit (对接合同核验): it plays the county, and says which clauses an agency keeps."""
