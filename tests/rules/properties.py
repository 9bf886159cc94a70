"""How the properties of this room are tried: on the same few examples each time, so that it takes seconds."""

from hypothesis import Phase, settings

FEW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
