"""Prototypes made without some sources after others: python3 scripts/train/cross_validate.py [--data ...].

For entries with too few pictures on dev, and those a reader looks for first. The network is fixed, and it was trained on
the training pictures of every source, also of the one left out: what is measured is how far prototypes carry over to a
source. The prototypes are plain centres of cells, not trained against other classes as those of the pack are.
"""
import argparse
import copy
import json
import os
import numpy as np
import torch
from dataset import Dataset, share_of
from embed import embed, first_looks, frames
from figures import NAMED
from measure import MEASURABLE, by_source
from pack import DIMENSIONS, Scorer
from shipped import load
from thresholds import OWN_TAIL, own_tails

HERE = os.path.dirname(os.path.abspath(__file__))
# The share of a picture's cells that teach, as in losses.whole_pictures.
TAUGHT = 0.25
ROUNDS = 4
# Sources are left out one by one, or in so many parts where there are more.
FOLDS = 12


def unit(x):
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)


class Pictures:
    """Pictures of one shape: their cells [n,cells,128], and at each the exponentials of every class but one, summed."""

    def __init__(self, rows, cells, scorer, left_out):
        _, prototypes, starts, bias, settings = scorer.spaces['cells']
        self.rows, self.shape = rows, cells.shape[1:3]
        self.cells, self.scale = cells.reshape(len(rows), -1, DIMENSIONS), settings['scale']
        logits = self.scale * np.maximum.reduceat(self.cells @ prototypes.T, starts, axis=2) + bias
        self.top = logits.max(2)
        exponentials = np.exp(logits - self.top[..., None])
        total = exponentials.sum(2)
        self.others = {number: total - exponentials[..., number] for number in left_out}

    def __len__(self):
        return len(self.rows)

    def where(self, kept):
        """Those of the pictures for which `kept` holds of their row."""
        part, index = copy.copy(self), [i for i, r in enumerate(self.rows) if kept(r)]
        part.rows, part.cells, part.top = [self.rows[i] for i in index], self.cells[index], self.top[index]
        part.others = {number: sums[index] for number, sums in self.others.items()}
        return part

    def posterior(self, number, prototypes):
        own = np.exp(self.scale * (self.cells @ prototypes.T).max(2) - self.top)
        return own / (own + self.others[number])

    def odds(self, number, prototypes, window):
        """Log-odds of the best window of each, as pack.Scorer computes them."""
        rows, columns = self.shape
        p = self.posterior(number, prototypes).reshape(-1, rows, columns)
        h, w = min(window, rows), min(window, columns)
        mean = sum(p[:, y:rows - h + 1 + y, x:columns - w + 1 + x] for y in range(h) for x in range(w)) / (h * w)
        best = np.clip(mean.max((1, 2)), 1e-6, 1 - 1e-6)
        return np.log(best / (1 - best))


def grouped(embedded, scorer, left_out):
    """`Pictures` of (row, cells [h,w,128]) pairs, one for each shape."""
    shapes = {}
    for row, cells in embedded:
        shapes.setdefault(cells.shape, []).append((row, cells))
    return [Pictures([r for r, _ in pairs], np.stack([c for _, c in pairs]), scorer, left_out) for pairs in shapes.values()]


def parted(groups, kept):
    """What is left of every group, without those of which nothing is."""
    return [part for part in (group.where(kept) for group in groups) if len(part)]


def centres_of(cells, weights, count, random):
    """`count` unit centres of weighted unit cells."""
    centres = cells[random.choice(len(cells), count, replace=False, p=weights / weights.sum())]
    for _ in range(10):
        nearest = (cells @ centres.T).argmax(1)
        sums = np.stack([(cells * (weights * (nearest == k))[:, None]).sum(0) for k in range(count)])
        centres = np.where((sums ** 2).sum(1, keepdims=True) > 0, unit(sums), centres)
    return centres


def prototypes_of(groups, number, count, seed=5):
    """`count` unit prototypes out of the cells that say least that they are somebody else, refined with themselves."""
    random = np.random.default_rng(seed)

    def taught(group, worth):
        return np.argsort(-worth, 1)[:, :max(1, int(group.cells.shape[1] * TAUGHT))]

    chosen = [taught(g, -g.others[number] * np.exp(g.top)) for g in groups]
    weights = [np.ones(places.shape) for places in chosen]
    for _ in range(ROUNDS):
        cells = np.concatenate([np.take_along_axis(g.cells, places[..., None], 1).reshape(-1, DIMENSIONS)
                                for g, places in zip(groups, chosen)])
        centres = centres_of(cells, np.concatenate([w.ravel() for w in weights]), count, random)
        believed = [g.posterior(number, centres) for g in groups]
        chosen = [taught(g, b) for g, b in zip(groups, believed)]
        # No picture is forgotten, and none counts more than another; of its cells those count that are believed.
        best = [np.take_along_axis(b, places, 1) for b, places in zip(believed, chosen)]
        weights = [b / (b.sum(1, keepdims=True) + 1e-9) + 1e-6 for b in best]
    return centres


def tail_of(groups, number, prototypes, window):
    return own_tails(np.concatenate([g.odds(number, prototypes, window) for g in groups])[:, None])[0]


def folds(sources):
    """Sets of sources, each of which is left out once; who is in which depends on the names alone."""
    ordered = sorted(sources, key=share_of)
    return [set(ordered[i::FOLDS]) for i in range(min(FOLDS, len(ordered)))]


def crossed(groups, held, number, settings):
    """Found or not, per picture, with prototypes out of the other sources and the threshold moved with the negatives."""
    old, limit, window = settings
    tail, hits, sources = tail_of(held, number, old, window), [], []
    for left_out in folds({r['source'] for g in groups for r in g.rows}):
        others = parted(groups, lambda r: r['source'] not in left_out)
        made = prototypes_of(others, number, min(len(old), sum(map(len, others))))
        least = limit + OWN_TAIL * (tail_of(held, number, made, window) - tail)
        for group in parted(groups, lambda r: r['source'] in left_out):
            hits += [float(odds >= least) for odds in group.odds(number, made, window)]
            sources += [r['source'] for r in group.rows]
    low, high = by_source(hits, sources)
    return {'pictures': len(hits), 'sources': len(set(sources)), 'recall': round(float(np.mean(hits)), 3),
            'low': round(float(low), 3), 'high': round(float(high), 3)}


def wanted_entries(pack):
    """Character entries that dev does not measure, and those that readers ask for."""
    measured = pack['measured']['entries']
    return [e for e in pack['entries'] if e['kind'] == 'character' and (measured[e['id']]['n'] < MEASURABLE or e['id'] in NAMED)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default='../shared/data')
    parser.add_argument('--models', default='models')
    options = parser.parse_args()
    torch.set_num_threads(1)
    dataset = Dataset(options.data)
    with open(os.path.join(options.models, 'packs', 'lookalike.json'), encoding='utf-8') as file:
        pack = json.load(file)
    scorer, net = Scorer(pack), load(os.path.join(options.models, 'recogniser.onnx'), options.data)
    names, prototypes, starts, _, _ = scorer.spaces['cells']
    entries = wanted_entries(pack)
    numbers = {e['id']: names.index(e['id']) for e in entries}
    shown = [r for r in dataset.rows if dataset.counted_for(r) & set(numbers)]
    negatives = [r for r in dataset.calibration if not dataset.entries_in(r)]
    held, own = (grouped(((r, cells) for r, cells, _ in embed(net, first_looks(frames(dataset.data, rows)))), scorer, set(numbers.values()))
                 for rows in (negatives, shown))
    window, temperature = pack['space']['cells']['window'], pack['space']['cells']['temperature']
    result = {}
    for entry in entries:
        name, number, flag = entry['id'], numbers[entry['id']], entry['thresholds']['flag']
        end = starts[number + 1] if number + 1 < len(starts) else len(prototypes)
        pictures = parted(own, lambda r: name in dataset.counted_for(r))
        if len({r['source'] for g in pictures for r in g.rows}) < 2:
            continue
        usable = parted(held, lambda r: name not in dataset.may_be_there(r))
        settings = (prototypes[starts[number]:end], temperature * np.log(flag / (1 - flag)), window)
        result[name] = crossed(pictures, usable, number, settings)
        print(name, result[name], flush=True)
    path = os.path.join(HERE, '..', '..', 'models', 'measured', 'crossed.json')
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'recogniser': pack['recogniser'], 'entries': result}, file, indent=1)
        file.write('\n')


if __name__ == '__main__':
    main()
