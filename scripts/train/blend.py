"""The mean of weights."""


def blended(weights):
    """The mean of several state dictionaries; what is no number with a fraction is that of the first."""
    return {name: sum(w[name] for w in weights) / len(weights) if first.is_floating_point() else first for name, first in weights[0].items()}
