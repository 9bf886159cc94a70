"""Authority (权限): who reads what of a matter, written as one table, and how a line of it is applied.

Who may *do* what at which stage stands in the tables of the procedures; what the table here does not say is
not allowed.
"""
