"""The mean of weights."""
import torch


def blended(weights, shares=None):
    """The mean of several state dictionaries, or their sum by `shares`; what is no number with a fraction is that of the first."""
    shares = shares or [1 / len(weights)] * len(weights)
    return {name: sum(share * w[name] for share, w in zip(shares, weights)) if first.is_floating_point() else first
            for name, first in weights[0].items()}
