"""Checkpoint to shipped files: python3 scripts/train/export.py --data ../shared/data --out OUT [--models models]."""
import argparse
import hashlib
import json
import os
import numpy as np
import torch
import graph
import pack as packs
from blend import blended
from dataset import Dataset, share_of
from embed import embed, first_look, frames, score, second_looks
from measure import measure, mistakes
from network import DIMENSIONS, Recogniser, multiplications
from thresholds import BUDGETS, fit
from train import Model
from views import CELL, FIRST_PIXELS, PIXELS, SHORTEST

VERSION = '0.9.0'
# A pack changes without its network when thresholds are fitted anew.
PACK_VERSION = '0.9.0'
# Log-odds by which thresholds lie above what was found to be wrong: a codec and the next moment move scores by less.
ABOVE_FOUND = 0.6
# Windows of each of two looks at a held-back negative that packs of users are set against.
NEGATIVE_WINDOWS = 2
# So many pictures at most, 3 MB of the 14 that an installation may have.
NEGATIVE_PICTURES = 1500


def load(dataset, options):
    model = Model(dataset, Recogniser(options.data))
    states = [torch.load(path, map_location='cpu') for path in (os.path.join(options.out, 'checkpoint.pt'), *options.blend)]
    print('checkpoints of steps', [state['step'] for state in states])
    model.load_state_dict(blended([state['average'] for state in states]))
    return model.eval()


def write_recogniser(net, folder, date, negatives):
    path = os.path.join(folder, 'recogniser.onnx')
    graph.write(net, path)
    data = open(path, 'rb').read()
    negatives.tofile(os.path.join(folder, 'negatives.bin'))
    packs.save({
        'version': VERSION, 'file': 'recogniser.onnx', 'sha256': hashlib.sha256(data).hexdigest(), 'bytes': len(data),
        'input': {'name': 'frame', 'layout': 'NCHW', 'channels': 'RGB', 'range': [0, 1], 'multiple': CELL,
                  'pixels': PIXELS, 'firstPixels': FIRST_PIXELS, 'minSide': SHORTEST},
        'outputs': {'cells': {'name': 'cells', 'dimensions': DIMENSIONS, 'stride': CELL},
                    'scene': {'name': 'scene', 'dimensions': DIMENSIONS}},
        'mmacAt144x256': round(multiplications(net, 144, 256) / 1e6, 1),
        'mmacAt96x160': round(multiplications(net, 96, 160) / 1e6, 1), 'trained': date,
        'negatives': {'file': 'negatives.bin', 'type': 'int8', 'shape': list(negatives.shape)},
    }, os.path.join(folder, 'recogniser.json'))


def far_windows(cells):
    """Windows [NEGATIVE_WINDOWS,2*2,128] of a grid [h,w,128] whose means lie farthest apart: few that stand for the whole picture."""
    side = packs.WINDOW
    places = [(y, x) for y in range(cells.shape[0] - side + 1) for x in range(cells.shape[1] - side + 1)]
    windows = np.stack([cells[y:y + side, x:x + side].reshape(-1, DIMENSIONS) for y, x in places])
    means = windows.mean(1)
    chosen, far = [int((means @ means.mean(0)).argmin())], np.inf
    while len(chosen) < NEGATIVE_WINDOWS:
        far = np.minimum(far, ((means - means[chosen[-1]]) ** 2).sum(1))
        chosen.append(int(far.argmax()))
    return windows[chosen]


def negative_windows(net, dataset, rows):
    """Windows of held-back negatives as int8 [pictures,looks,windows,cells,128], at the first look and at the middle as it is: what
    a pack made by a user is set against."""
    rows = sorted(rows, key=lambda row: share_of(row['path']))[:NEGATIVE_PICTURES]
    looks = (((i, look), image) for i, (_, kept) in enumerate(frames(dataset.data, rows))
             for look, image in enumerate((first_look(kept), second_looks(kept)[0])))
    found = {key: far_windows(cells) for key, cells, _ in embed(net, looks)}
    return np.rint(np.stack([[found[i, look] for look in range(2)] for i in range(len(rows))]) * 127).astype(np.int8)


def drawn_rows(dataset, folder, kind):
    """Rows of the pictures of nobody of one kind, `fresh` or `found`, that scripts/sample/nobody.ts drew into the folder."""
    names = sorted(name for name in os.listdir(folder) if name.startswith(kind)) if folder else []
    return [{'path': os.path.abspath(os.path.join(folder, name)), 'label': dataset.families['drawingsAre'], 'also': []} for name in names]


def fit_thresholds(pack, scorer, dataset, odds, rows, least):
    """Writes both thresholds of every entry, rounded up, so that figures are of what is stored. `least` [entries] are log-odds
    that no threshold may be below; returns the entries that it raised."""
    ids = [e['id'] for e in pack['entries']]
    blind = np.array([[name in dataset.may_be_there(r) for name in ids] for r in rows])
    raised = np.zeros(len(ids), bool)
    for name, budget in BUDGETS.items():
        fitted = fit(np.where(blind, -np.inf, odds), budget)
        raised |= least > fitted
        limits = np.ceil(scorer.scores(np.maximum(fitted, least)) * 1e5) / 1e5
        for entry, limit in zip(pack['entries'], limits):
            entry['thresholds'][name] = round(float(min(limit, 0.99999)), 5)
    return [name for name, is_raised in zip(ids, raised) if is_raised]


def write_beside(options, result):
    """Adds the figures of a teacher, by the pixels of its frames, to those already in the file."""
    known = json.load(open(options.beside, encoding='utf-8')) if os.path.exists(options.beside) else {}
    teachers = known['teachers'] if known.get('recogniser') == VERSION else {}
    teachers[str(options.pixels)] = result
    packs.save({'recogniser': VERSION, 'teachers': teachers}, options.beside)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default='../shared/data')
    parser.add_argument('--out', required=True)
    parser.add_argument('--models', default='models')
    parser.add_argument('--lexicon', default='../shared/facts/lexicon.tsv')
    parser.add_argument('--date', required=True, help='the day of training, yyyy-mm-dd')
    parser.add_argument('--blend', nargs='*', default=[], help='earlier checkpoints of the same training to average with')
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--nobody', help='a folder of drawings of nobody by scripts/sample/nobody.ts, to set thresholds against too')
    parser.add_argument('--float', action='store_true', help='measure the network before it is rounded')
    parser.add_argument('--pixels', type=int, default=PIXELS, help='pixels of a picture as it is kept, for a teacher of larger ones')
    parser.add_argument('--beside', help='a file to add the figures of a teacher to; nothing is exported then')
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    dataset = Dataset(options.data)
    model = load(dataset, options)
    net = model.net
    net.is_rounded = not options.float
    pack = packs.build(dataset, model, options.lexicon, VERSION, PACK_VERSION)
    scorer = packs.Scorer(pack)

    held = [r for r in dataset.calibration if not dataset.entries_in(r)]
    fresh, found = (drawn_rows(dataset, options.nobody, kind) for kind in ('fresh', 'found'))
    rows, odds = score(net, scorer, dataset.data, held + fresh, alterations=2, pixels=options.pixels)
    least = score(net, scorer, dataset.data, found, pixels=options.pixels)[1].max(0) + ABOVE_FOUND if found else -np.inf
    raised = fit_thresholds(pack, scorer, dataset, odds, rows, least)
    stored = {'held': odds, 'heldPaths': [r['path'] for r in rows]}
    flag = np.array([e['thresholds']['flag'] for e in pack['entries']])

    rows, dev = score(net, scorer, dataset.data, [r for r in dataset.rows if r['split'] == 'dev'], pixels=options.pixels)
    result = measure(dataset, pack, rows, scorer.scores(dev), flag)
    pack['measured'] = {'split': 'dev', 'date': options.date, **result,
                        'covers': {s['id']: s['labels'] for s in dataset.styles.values()}}
    np.savez(os.path.join(options.out, 'scores.npz'), **stored, dev=dev, devPaths=[r['path'] for r in rows])
    if options.beside:
        write_beside(options, result)
    elif not options.float:
        for folder in ('packs', 'measured'):
            os.makedirs(os.path.join(options.models, folder), exist_ok=True)
        packs.save(pack, os.path.join(options.models, 'packs', 'lookalike.json'))
        packs.save({'recogniser': VERSION, 'fresh': len(fresh), 'found': len(found), 'raised': raised},
                   os.path.join(options.models, 'measured', 'drawn.json'))
        write_recogniser(net, options.models, options.date, negative_windows(net, dataset, held))
    print(json.dumps(result, indent=1))
    print('\n'.join(mistakes(dataset, pack, rows, scorer.scores(dev), flag)))


if __name__ == '__main__':
    main()
