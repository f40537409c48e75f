"""The mean of weights."""
import torch


def blended(weights):
    """The mean of several state dictionaries; what is no number with a fraction is that of the first."""
    return {name: torch.stack([w[name] for w in weights]).mean(0) if first.is_floating_point() else first
            for name, first in weights[0].items()}
