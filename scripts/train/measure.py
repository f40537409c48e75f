"""What the shipped pack does on a split: recall per entry with an interval, false matches over the whole pack."""
import math
import numpy as np

# Fewer pictures than this say nothing about an entry.
MEASURABLE = 5
RESAMPLES = 2000


def wilson(hits, count, z=1.96):
    if not count:
        return 0.0, 1.0
    p, q = hits / count, z * z / count
    middle, half = (p + q / 2) / (1 + q), z * math.sqrt(p * (1 - p) / count + q / (4 * count)) / (1 + q)
    return max(0.0, middle - half), min(1.0, middle + half)


def by_source(hits, sources, seed=3):
    """95 % interval over sources, since pictures of one collection resemble each other; Wilson below five sources."""
    groups = {}
    for hit, source in zip(hits, sources):
        groups.setdefault(source, []).append(hit)
    plain = wilson(sum(hits), len(hits))
    if len(groups) < 5:
        return plain
    random, groups = np.random.default_rng(seed), [np.array(g) for g in groups.values()]
    totals = np.array([[g.sum(), len(g)] for g in groups])
    picks = totals[random.integers(0, len(groups), (RESAMPLES, len(groups)))].sum(1)
    low, high = np.percentile(picks[:, 0] / picks[:, 1], [2.5, 97.5])
    return min(low, plain[0]), max(high, plain[1])


def is_negative(dataset, row):
    """No entry by label or by `also`; a style that a character always has does not make its picture positive."""
    labels = {x for s in dataset.styles.values() for x in s['labels']} | set(dataset.entries)
    return not labels & {row['label'], *row['also']}


def wrong_matches(dataset, ids, rows, matched):
    """`matched` without the matches that are neither right nor wrong."""
    excused = np.array([[name in dataset.excused(r) for name in ids] for r in rows])
    return matched & ~excused


def measure(dataset, pack, rows, odds, limits):
    """The `measured` part of a pack. odds [rows, entries] log-odds, limits [entries] at `flag`."""
    ids, matched = [e['id'] for e in pack['entries']], odds >= limits
    negative = np.array([is_negative(dataset, r) for r in rows])
    wrong = wrong_matches(dataset, ids, rows, matched)[negative].any(1)
    entries = {}
    for number, name in enumerate(ids):
        index = [i for i, r in enumerate(rows) if name in dataset.counted_for(r)]
        hits, sources = matched[index, number].astype(float), [rows[i]['source'] for i in index]
        low, high = by_source(hits, sources) if index else (0, 1)
        entries[name] = {'n': len(index), 'sources': len(set(sources)),
                         'recall': round(float(hits.mean()), 3) if index else None,
                         'low': round(float(low), 3), 'high': round(float(high), 3)}
    kept = [e['recall'] for e in entries.values() if e['n'] >= MEASURABLE]
    low, high = wilson(wrong.sum(), len(wrong))
    return {'negatives': int(negative.sum()), 'falseMatches': int(wrong.sum()),
            'falseMatchRate': round(float(wrong.mean()), 5), 'falseMatchRateHigh': round(high, 5),
            'macroRecall': round(float(np.mean(kept)), 3), 'measuredEntries': len(kept), 'entries': entries}


def mistakes(dataset, pack, rows, odds, limits):
    """One line per negative with a match: label and entry, to see what is confused with what."""
    ids = [e['id'] for e in pack['entries']]
    wrong = wrong_matches(dataset, ids, rows, odds >= limits)
    return [f'{r["path"]} {r["medium"]} -> ' + ', '.join(ids[e] for e in np.where(w)[0])
            for r, w in zip(rows, wrong) if is_negative(dataset, r) and w.any()]
