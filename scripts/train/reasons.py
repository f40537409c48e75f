"""Why each threshold is where it is: which held-back negatives come nearest to it."""
import collections
import numpy as np
from thresholds import BUDGETS

# As many as a reader takes in.
NEAREST = 12


def words(entry, nearest, labels):
    """One sentence for an entry, from its nearest negatives: (score, row) pairs, highest first."""
    kinds = ', '.join(f'{labels[name]["name"] or name} ({count})' for name, count in
                      collections.Counter(r['label'] for _, r in nearest).most_common(3))
    top = nearest[0][0] if nearest else 0.0
    flag = entry['thresholds']['flag']
    place = 'above every one of them' if flag > top else f'below {sum(s >= flag for s, _ in nearest)} of them'
    return f'flag {flag:.3f} lies {place}; the highest scores {top:.3f}; the nearest {len(nearest)} are {kinds}'


def reasons(dataset, pack, rows, scores):
    """{'budgets', 'negatives', 'whole': share matched at each level, 'entries': {id: {...}}} from held-back negatives."""
    ids = [e['id'] for e in pack['entries']]
    blind = np.array([[name in dataset.may_be_there(r) for name in ids] for r in rows])
    scores = np.where(blind, 0.0, scores)
    result = {'budgets': BUDGETS, 'negatives': len(rows), 'whole': {}, 'entries': {}}
    for level in BUDGETS:
        limits = np.array([e['thresholds'][level] for e in pack['entries']])
        result['whole'][level] = int((scores >= limits).any(1).sum())
    for number, entry in enumerate(pack['entries']):
        order = np.argsort(-scores[:, number])[:NEAREST]
        nearest = [(float(scores[i, number]), rows[i]) for i in order]
        result['entries'][entry['id']] = {
            **entry['thresholds'], 'highest': round(nearest[0][0], 5),
            'matched': {level: int((scores[:, number] >= entry['thresholds'][level]).sum()) for level in BUDGETS},
            'nearest': dict(collections.Counter(r['label'] for _, r in nearest).most_common(3)),
            'words': words(entry, nearest, dataset.labels)}
    return result
