"""What an operator reads in the engine's own pages without any key: summaries and details, ids and codes."""


class InClear(str):
    """Text that is not sealed on its way to the engine. Codes alone; never what anybody said."""

    __slots__ = ()
