"""Fits two thresholds per entry on held-back negatives, for a false-match budget of the whole pack."""
import numpy as np

# The promise is one picture in 200 over the whole pack; fitting at less leaves room for pictures nobody has seen yet.
FLAG_BUDGET, UNSURE_BUDGET = 0.0035, 0.02
# The share of its highest scores from which the tail of an entry is taken to fall off exponentially.
TAIL = 0.02
# Below even odds of the winning window an entry is not what the network sees most there.
LEAST_ODDS = {'flag': 0.0, 'unsure': -2.0}


def tails(odds):
    """(start, decay) of an exponential tail per entry, from log-odds [pictures, entries] of negatives.

    An entry's highest score among a thousand negatives is luck; a line through its highest 2 % is much less so.
    """
    count = max(8, int(len(odds) * TAIL))
    top = -np.sort(-odds, axis=0)[:count + 1]
    return top[-1], np.maximum((top[:-1] - top[-1]).mean(0), 0.15), count / len(odds)


def at_rate(tail, rates, floor):
    start, decay, share = tail
    return np.maximum(start + decay * np.log(np.maximum(share / rates, 1)), floor)


def false_share(odds, limits):
    return (odds >= limits).any(1).mean()


def shares_by_gain(positives, tail, entries):
    """How the budget is divided: each entry may use more where a lower threshold finds more of its hard views.

    positives: {entry number: log-odds of altered pictures of it}. Greedy over equal steps in log rate.
    """
    steps = np.linspace(np.log(1e-6), np.log(2e-3), 40)
    recalls = {}
    for e, values in positives.items():
        limits = [at_rate([t[e] if np.ndim(t) else t for t in tail], np.exp(s), 0.0) for s in steps]
        recalls[e] = np.array([(values >= limit).mean() for limit in limits])
    at, spent = {e: 0 for e in recalls}, 0.0
    while spent < FLAG_BUDGET:
        def worth(e):
            gains = [(recalls[e][k] - recalls[e][at[e]]) / (np.exp(steps[k]) - np.exp(steps[at[e]]))
                     for k in range(at[e] + 1, len(steps))]
            return max(gains, default=-1)
        best = max(recalls, key=worth)
        if worth(best) <= 0:
            break
        at[best] += 1
        spent = sum(np.exp(steps[k]) for k in at.values())
    shares = np.full(entries, np.exp(steps[0]))
    for e, k in at.items():
        shares[e] = np.exp(steps[k])
    return shares


def fit(odds, budget, shares, floor):
    """Log-odds thresholds whose union over the pack matches `budget` of the pictures; shares set their proportions."""
    tail, low, high = tails(odds), -12.0, 12.0
    for _ in range(60):
        middle = (low + high) / 2
        limits = at_rate(tail, shares * np.exp(middle), floor)
        low, high = (low, middle) if false_share(odds, limits) > budget else (middle, high)
    return at_rate(tail, shares * np.exp(low), floor)
