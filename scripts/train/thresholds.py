"""Fits two thresholds per entry on held-back negatives, for a false-match budget of the whole pack."""
import numpy as np

# Shares of negatives with any match. The promise is one picture in 200 over the whole pack. Fitted at that, new sources
# gave twice as many, styles most of all, so the budgets were lowered after a look at dev. Each space has its own part.
BUDGETS = {'flag': {'cells': 0.0025, 'scene': 0.0}, 'unsure': {'cells': 0.012, 'scene': 0.006}}
# No held-back negative may pass a style, and new sources pass the best of those by a little more.
MARGINS = {'flag': {'cells': 0.0, 'scene': 0.5}, 'unsure': {'cells': 0.0, 'scene': 0.0}}


def quantile(most, budget):
    """The lowest threshold that at most `budget` of the values reach."""
    kept = np.sort(most)[::-1]
    return kept[int(len(kept) * budget)] + 1e-6


def fit(odds, spaces, budgets, margins):
    """Log-odds thresholds [entries] from negatives' log-odds [pictures, entries]; spaces [entries] name the space of each.

    One number per space. The posterior already sets entries against each other, and a threshold per entry, taken from the
    highest score among a thousand negatives, is luck: fitted tails gave twice the promised false matches on new sources.
    """
    spaces, limits = np.array(spaces), np.zeros(len(spaces))
    for space, budget in budgets.items():
        members = spaces == space
        limits[members] = quantile(odds[:, members].max(1), budget) + margins[space]
    return limits


def false_share(odds, limits):
    return (odds >= limits).any(1).mean()
