"""Prototypes made without one source after the other: python3 scripts/train/cross_validate.py [--data ...].

For entries with too few pictures on dev, and those a reader looks for first. The network is fixed, and it was trained on
the training pictures of every source, also of the one left out: what is measured is how far prototypes carry over to a
source, so these figures are kinder than those of dev.
"""
import argparse
import json
import os
import numpy as np
import torch
from dataset import Dataset
from embed import embed
from figures import NAMED
from measure import MEASURABLE, by_source
from pack import DIMENSIONS, Scorer
from shipped import load
from thresholds import OWN_TAIL, own_tails

HERE = os.path.dirname(os.path.abspath(__file__))
# The share of a picture's cells that teach, as in losses.whole_pictures.
TAUGHT = 0.25
ROUNDS = 4


def unit(x):
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)


class Picture:
    """Cells of one picture, and at each the summed exponentials of every class but one."""

    def __init__(self, row, cells, scorer, left_out):
        _, prototypes, starts, bias, settings = scorer.spaces['cells']
        self.row, self.shape = row, cells.shape[:2]
        self.cells, self.scale = cells.reshape(-1, DIMENSIONS), settings['scale']
        logits = self.scale * np.maximum.reduceat(self.cells @ prototypes.T, starts, axis=1) + bias
        self.top = logits.max(1)
        exponentials = np.exp(logits - self.top[:, None])
        total = exponentials.sum(1)
        self.others = {number: total - exponentials[:, number] for number in left_out}

    def posterior(self, number, prototypes):
        own = np.exp(self.scale * (self.cells @ prototypes.T).max(1) - self.top)
        return own / (own + self.others[number])

    def odds(self, number, prototypes, window):
        """Log-odds of the best window, as pack.Scorer computes them."""
        rows, columns = self.shape
        p = self.posterior(number, prototypes).reshape(rows, columns)
        h, w = min(window, rows), min(window, columns)
        mean = sum(p[y:rows - h + 1 + y, x:columns - w + 1 + x] for y in range(h) for x in range(w)) / (h * w)
        best = np.clip(mean.max(), 1e-6, 1 - 1e-6)
        return np.log(best / (1 - best))


def centres_of(cells, weights, count, random):
    """`count` unit centres of weighted unit cells."""
    centres = cells[random.choice(len(cells), count, replace=False, p=weights / weights.sum())]
    for _ in range(10):
        nearest = (cells @ centres.T).argmax(1)
        sums = np.stack([(cells * (weights * (nearest == k))[:, None]).sum(0) for k in range(count)])
        centres = np.where((sums ** 2).sum(1, keepdims=True) > 0, unit(sums), centres)
    return centres


def prototypes_of(pictures, number, count, seed=5):
    """`count` unit prototypes out of the cells that say least that they are somebody else, refined with themselves."""
    random = np.random.default_rng(seed)
    share = lambda p: max(1, int(len(p.cells) * TAUGHT))
    taught = [np.argsort(p.others[number] * np.exp(p.top))[:share(p)] for p in pictures]
    weights = [np.ones(len(chosen)) for chosen in taught]
    for _ in range(ROUNDS):
        cells = np.concatenate([p.cells[chosen] for p, chosen in zip(pictures, taught)])
        centres = centres_of(cells, np.concatenate(weights), count, random)
        believed = [p.posterior(number, centres) for p in pictures]
        taught = [np.argsort(-b)[:share(p)] for p, b in zip(pictures, believed)]
        # No picture is forgotten, and none counts more than another; of its cells those count that are believed.
        weights = [b[chosen] / (b[chosen].sum() + 1e-9) + 1e-6 for b, chosen in zip(believed, taught)]
    return centres


def crossed(pictures, held, number, settings):
    """Found or not, per picture, with prototypes out of the other sources and the threshold moved with the negatives."""
    old, count, limit, window = settings
    tail = own_tails(np.array([[p.odds(number, old, window)] for p in held]))[0]
    hits, sources = [], []
    for source in sorted({p.row['source'] for p in pictures}):
        others = [p for p in pictures if p.row['source'] != source]
        made = prototypes_of(others, number, min(count, len(others)))
        moved = own_tails(np.array([[p.odds(number, made, window)] for p in held]))[0]
        for p in (p for p in pictures if p.row['source'] == source):
            hits.append(float(p.odds(number, made, window) >= limit + OWN_TAIL * (moved - tail)))
            sources.append(source)
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
    read = lambda rows: [Picture(r, cells, scorer, set(numbers.values())) for r, cells, _ in embed(net, dataset.data, rows)]
    held, own = read([r for r in dataset.calibration if not dataset.entries_in(r)]), read(shown)
    window, temperature = pack['space']['cells']['window'], pack['space']['cells']['temperature']
    result = {}
    for entry in entries:
        number, flag = numbers[entry['id']], entry['thresholds']['flag']
        end = starts[number + 1] if number + 1 < len(starts) else len(prototypes)
        old = prototypes[starts[number]:end]
        pictures = [p for p in own if entry['id'] in dataset.counted_for(p.row)]
        if len({p.row['source'] for p in pictures}) < 2:
            continue
        usable = [p for p in held if entry['id'] not in dataset.may_be_there(p.row)]
        limit = temperature * np.log(flag / (1 - flag))
        result[entry['id']] = crossed(pictures, usable, number, (old, len(old), limit, window))
        print(entry['id'], result[entry['id']], flush=True)
    path = os.path.join(HERE, 'measured', 'crossed.json')
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'recogniser': pack['recogniser'], 'entries': result}, file, indent=1)
        file.write('\n')


if __name__ == '__main__':
    main()
