"""Fits two thresholds per entry on held-back negatives, for a false-match budget of the whole pack."""
import numpy as np

# Shares of negatives with any match. The promise is one picture in 200 over the whole pack; fitting at less leaves room
# for pictures nobody has seen yet. Characters and styles are scored in spaces of their own, so each has its part.
BUDGETS = {'flag': {'cells': 0.0022, 'scene': 0.0012}, 'unsure': {'cells': 0.012, 'scene': 0.008}}


# How far thresholds follow each entry's own tail. All the way fits luck: it gave twice the promised false matches on new
# sources; not at all lets two or three confusable entries spend the budget of the others.
OWN_PART = 0.3
# The highest share of an entry's scores that its tail is read from, and the rate at which tails are compared.
TAIL, COMPARED_AT = 0.02, 1e-4


def quantile(most, budget):
    """The lowest threshold that at most `budget` of the values reach."""
    kept = np.sort(most)[::-1]
    return kept[int(len(kept) * budget)] + 1e-6


def tails(odds):
    """Log-odds that each entry would reach on one negative in 10,000, were its tail exponential."""
    count = max(8, int(len(odds) * TAIL))
    top = -np.sort(-odds, axis=0)[:count + 1]
    return top[-1] + np.maximum((top[:-1] - top[-1]).mean(0), 0.15) * np.log(TAIL / COMPARED_AT)


def fit(odds, spaces, budgets):
    """Log-odds thresholds [entries] from negatives' log-odds [pictures, entries]; spaces [entries] name the space of each."""
    spaces, limits = np.array(spaces), np.zeros(len(spaces))
    for space, budget in budgets.items():
        members = spaces == space
        own = tails(odds[:, members])
        offset = OWN_PART * (own - own.mean())
        limits[members] = quantile((odds[:, members] - offset).max(1), budget) + offset
    return limits


def false_share(odds, limits):
    return (odds >= limits).any(1).mean()
