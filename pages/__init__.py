"""What people see (页面): the desk of the staff and the window for everybody, drawn on the server.

Pages are customers of the API in its own process: they ask it as any program would, with the session of
whoever reads, and so nobody sees or does on a page what the API would not let them.
"""

from pages.places import add_pages

__all__ = ["add_pages"]
