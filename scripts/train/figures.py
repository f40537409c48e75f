"""What scores of the shipped model say: python3 scripts/train/figures.py --scores DEV.jsonl [--held HELD.jsonl].

Both files come from `npm run evaluate -- --scores`, so all figures are of the shipped weights in the product's own code. With
`--exported OUT/scores.npz` they are of what export.py stored instead: the same weights in torch, at no further cost.
"""
import argparse
import collections
import json
import os
import numpy as np
from curves import average_precision, recall_at, reliability
from dataset import Dataset
from held_back import read_exported, read_scores
from measure import MEASURABLE, by_source, is_negative, wilson, wrong_matches
from reasons import reasons

HERE = os.path.dirname(os.path.abspath(__file__))
# What the Ghibli look is told from; a label belongs to one group only.
ANIME = {f'style-{name}' for name in ('anime-tv', 'attack-on-titan', 'death-note', 'demon-slayer', 'doraemon', 'evangelion', 'jjk',
                                     'jojo', 'mha', 'naruto', 'one-punch-man', 'onepiece', 'pokemon-anime', 'sailor-moon',
                                     'shinkai', 'spy-family', 'toei-dragonball')}
DRAWINGS = {'neg-illustration', 'anime-face-other', 'neg-other-western-cartoon', 'style-disney-2d', 'style-simpsons',
            'style-southpark', 'style-looney-tunes', 'style-rick-and-morty'}
GROUPS = {'TV anime': ANIME, 'other drawings': DRAWINGS, 'photos': {'neg-photo'}, 'AI pictures': {'ai-image', 'ai-video-frame'}}
STYLE_SHARE = 0.02
MANY_PICTURES = 150
# Those a reader looks for first.
NAMED = ('pikachu', 'mario', 'cloud-strife', 'final-fantasy-other', 'mickey-mouse', 'superman')
KINDS = {'real': ('style-ghibli', 'totoro', 'ponyo'), 'AI-made': ('style-ghibli-ai',)}


class Scored:
    """Scores of a split with what each picture shows; pairs that are neither right nor wrong are left out everywhere."""

    def __init__(self, dataset, pack, rows, scores):
        self.dataset, self.pack, self.rows, self.scores = dataset, pack, rows, scores
        self.ids = [e['id'] for e in pack['entries']]
        self.flag = np.array([e['thresholds']['flag'] for e in pack['entries']])
        self.shown = np.array([[name in dataset.entries_in(r) for name in self.ids] for r in rows])
        self.spared = np.array([[name in dataset.may_be_there(r) for name in self.ids] for r in rows]) & ~self.shown
        self.counted = np.array([[name in dataset.counted_for(r) for name in self.ids] for r in rows])
        self.negative = np.array([is_negative(dataset, r) for r in rows])

    def against(self, number, labels=None):
        """Scores of an entry on pictures that do not show it: all negatives, or those of some labels, entries or not."""
        kept = self.negative if labels is None else np.array([r['label'] in labels for r in self.rows])
        return self.scores[kept & ~self.spared[:, number] & ~self.shown[:, number], number]

    def recall(self, rows_wanted):
        """Hits at `flag` over pictures, by source: {source: [hits, n]} and the interval."""
        hits, sources = [], []
        for i in np.where(rows_wanted)[0]:
            own = self.counted[i]
            hits.append(float((self.scores[i, own] >= self.flag[own]).any()))
            sources.append(self.rows[i]['source'])
        if not hits:
            return {'n': 0, 'hits': 0, 'bySource': {}}
        low, high = by_source(hits, sources)
        each = {s: [int(sum(h for h, t in zip(hits, sources) if t == s)), sources.count(s)] for s in sorted(set(sources))}
        return {'n': len(hits), 'hits': int(sum(hits)), 'recall': round(float(np.mean(hits)), 3),
                'low': round(float(low), 3), 'high': round(float(high), 3), 'bySource': each}


def ghibli(scored):
    """Rows of the table of the Ghibli look: which pictures, against what, recall at 2 % and average precision."""
    number, rows = scored.ids.index('style-ghibli'), []
    kinds = {**KINDS, 'both': sum(KINDS.values(), ())}
    for kind, labels in kinds.items():
        own = np.array([r['label'] in labels for r in scored.rows])
        for group, other in {**GROUPS, 'all negatives': None}.items():
            negatives = scored.against(number, other)
            rows.append({'pictures': kind, 'against': group, 'negatives': len(negatives),
                         'at2': recall_at(scored.scores[own, number], negatives, STYLE_SHARE),
                         'averagePrecision': average_precision(scored.scores[own, number], negatives)})
    return rows


def styles(scored):
    """Average precision of every style entry against all negatives."""
    rows = []
    for number, entry in enumerate(scored.pack['entries']):
        if entry['kind'] == 'style':
            own, negatives = scored.scores[scored.counted[:, number], number], scored.against(number)
            rows.append({'id': entry['id'], 'n': len(own), 'negatives': len(negatives),
                         'averagePrecision': average_precision(own, negatives),
                         'at2': recall_at(own, negatives, STYLE_SHARE)})
    return rows


def made_by_ai(scored):
    """AI-made pictures of characters of the pack: at `flag`, and at 2 % of the negatives of each entry."""
    ai = np.array([r['medium'] == 'ai' or bool(r.get('generator')) for r in scored.rows])
    characters = np.array([e['kind'] == 'character' for e in scored.pack['entries']])
    wanted = ai & (scored.counted & characters).any(1)
    found = scored.recall(wanted)
    positives, negatives, hits = [], [], 0
    for number in np.where(characters)[0]:
        own = wanted & scored.counted[:, number]
        if own.any():
            positives += list(scored.scores[own, number])
            negatives += list(scored.against(number))
            hits += recall_at(scored.scores[own, number], scored.against(number), STYLE_SHARE)['hits']
    others = collections.Counter(r['label'] for r, a in zip(scored.rows, ai) if a and not scored.dataset.entries_in(r) and
                                 r['label'] in scored.dataset.labels and scored.dataset.is_character(r['label']))
    return {**found, 'hitsAt2': hits, 'averagePrecision': average_precision(np.array(positives), np.array(negatives)),
            'heldBack': sum(1 for r in scored.dataset.calibration if r['medium'] == 'ai' and scored.dataset.entries_in(r)),
            'ofNoEntry': dict(others)}


def entry_table(scored):
    """Per entry: hits by medium and by source, and what its pictures were matched as besides."""
    matched = scored.scores >= scored.flag
    wrong = wrong_matches(scored.dataset, scored.ids, scored.rows, matched) & ~scored.shown & ~scored.spared
    table = {}
    for number, name in enumerate(scored.ids):
        own = np.where(scored.counted[:, number])[0]
        media, sources, confused = collections.defaultdict(lambda: [0, 0]), collections.defaultdict(lambda: [0, 0]), collections.Counter()
        for i in own:
            for groups, key in ((media, scored.rows[i]['medium']), (sources, scored.rows[i]['source'])):
                groups[key][0] += int(matched[i, number])
                groups[key][1] += 1
            confused.update(scored.ids[k] for k in np.where(wrong[i])[0])
        table[name] = {'media': dict(media), 'sources': dict(sources), 'confusions': dict(confused.most_common())}
    return table


def summary(scored, measured):
    """The lines of the bar that recall at `flag` decides."""
    kept = {name: e for name, e in measured['entries'].items() if e['n'] >= MEASURABLE}
    trained = collections.Counter(name for r in scored.dataset.rows if r['split'] == 'train'
                                  for name in scored.dataset.counted_for(r))
    many = [e['recall'] for name, e in kept.items() if trained[name] >= MANY_PICTURES]
    return {'macroRecall': measured['macroRecall'], 'measuredEntries': len(kept),
            'manyPictures': {'atLeast': MANY_PICTURES, 'entries': len(many),
                             'macroRecall': round(float(np.mean(many)), 3) if many else None},
            'named': {name: measured['entries'][name] for name in NAMED if name in measured['entries']}}


def seen(scored):
    """Human-made negatives that match something at `flag`: played as a clip without signs, each would be `seen`, never a flag."""
    wrong = wrong_matches(scored.dataset, scored.ids, scored.rows, scored.scores >= scored.flag)
    human = scored.negative & np.array([r['medium'] != 'ai' and not r['label'].startswith('ai-') for r in scored.rows])
    hits, n = int(wrong[human].any(1).sum()), int(human.sum())
    return {'pictures': n, 'matched': hits, 'perThousandHigh': round(1000 * wilson(hits, n)[1], 1)}


def believed(scored):
    """Reliability over the measured entries: every pair of picture and entry whose answer is known."""
    measured = scored.counted.sum(0) >= MEASURABLE
    pairs = ~scored.spared & measured
    return {'all': reliability(scored.scores[pairs], scored.shown[pairs]),
            'entries': int(measured.sum()), 'pictures': len(scored.rows)}


def scores_of(options, dataset, pack):
    """(rows, scores) of dev and of held-back negatives; the latter None where they were not scored."""
    if options.exported:
        return [read_exported(options.exported, part, dataset, pack) for part in ('dev', 'held')]
    return [read_scores(path, dataset, pack) if path else None for path in (options.scores, options.held)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default='../shared/data')
    parser.add_argument('--models', default='models')
    parser.add_argument('--scores', help='of the split dev')
    parser.add_argument('--exported', help='scores.npz of export.py, instead of the two files')
    parser.add_argument('--held', help='of the pictures that held_back.py lists')
    parser.add_argument('--out', default=os.path.join(HERE, '..', '..', 'models', 'measured', 'figures.json'))
    options = parser.parse_args()
    dataset = Dataset(options.data)
    pack = json.load(open(os.path.join(options.models, 'packs', 'lookalike.json'), encoding='utf-8'))
    net = json.load(open(os.path.join(options.models, 'recogniser.json'), encoding='utf-8'))
    dev, held = scores_of(options, dataset, pack)
    scored = Scored(dataset, pack, *dev)
    figures = {'recogniser': net['version'], 'by': 'training' if options.exported else 'product',
               'summary': summary(scored, pack['measured']), 'ghibli': ghibli(scored), 'styles': styles(scored),
               'ai': made_by_ai(scored), 'seen': seen(scored), 'reliability': believed(scored), 'entries': entry_table(scored)}
    if held:
        figures['reasons'] = reasons(dataset, pack, *held)
    os.makedirs(os.path.dirname(options.out) or '.', exist_ok=True)
    with open(options.out, 'w', encoding='utf-8') as file:
        json.dump(figures, file, indent=1)
        file.write('\n')


if __name__ == '__main__':
    main()
