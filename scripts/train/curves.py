"""Average precision, recall at a share of false matches, and how far a score can be believed."""
import numpy as np
from measure import wilson

BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def average_precision(positives, negatives):
    """Mean precision over the ranks of the positives; ties go to the negatives, so a constant score earns nothing."""
    if not len(positives) or not len(negatives):
        return None
    order, below = np.sort(positives)[::-1], np.sort(negatives)
    false = len(below) - np.searchsorted(below, order, 'left')
    ranks = np.arange(1, len(order) + 1)
    return round(float((ranks / (ranks + false)).mean()), 3)


def recall_at(positives, negatives, share):
    """Share of the positives above all but `share` of the negatives, with its interval: (recall, low, high)."""
    if not len(positives) or not len(negatives):
        return None
    limit = np.sort(negatives)[::-1][int(len(negatives) * share)]
    hits = int((positives > limit).sum())
    low, high = wilson(hits, len(positives))
    return {'hits': hits, 'n': len(positives), 'recall': round(hits / len(positives), 3),
            'low': round(low, 3), 'high': round(high, 3)}


def reliability(scores, right):
    """One row per bin of score: from, to, pairs of picture and entry, and how many of them are right."""
    rows = []
    for low, high in zip(BINS[:-1], BINS[1:]):
        inside = (scores >= low) & ((scores < high) | (high == BINS[-1]))
        rows.append({'from': low, 'to': high, 'pairs': int(inside.sum()), 'right': int(right[inside].sum()),
                     'meanScore': round(float(scores[inside].mean()), 3) if inside.any() else None})
    return rows
