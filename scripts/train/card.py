"""Writes the model card models/README.md out of the shipped files and the data: python3 scripts/train/card.py."""
import argparse
import collections
import json
import os
from dataset import DRAWN, DRAWN_HELD, Dataset
from measure import MEASURABLE
from sections import sections

HERE = os.path.dirname(os.path.abspath(__file__))


def percent(x):
    return '' if x is None else f'{100 * x:.0f} %'


def entry_rows(dataset, pack):
    shown = collections.defaultdict(list)
    for row in dataset.rows:
        if row['split'] == 'train':
            for name in dataset.counted_for(row):
                shown[name].append(row)
    for entry in pack['entries']:
        name, found = entry['id'], pack['measured']['entries'][entry['id']]
        media = collections.Counter(r['medium'] for r in shown[name])
        kinds = ', '.join(f'{kind} {count}' for kind, count in media.most_common(3))
        measured = f'{percent(found["recall"])} ({percent(found["low"])} to {percent(found["high"])})'
        if found['n'] < MEASURABLE:
            measured = 'unmeasured'
        elif found['sources'] == 1:
            measured += ', one source'
        yield (f'| {name} | {len(shown[name])} | {len({r["source"] for r in shown[name]})} | {kinds} | {found["n"]} | '
               f'{found["sources"]} | {measured} |')


def negative_rows(dataset):
    held = collections.Counter(r['label'] for r in dataset.calibration if 'drawing' not in r)
    for name in dataset.contrast:
        if name not in dataset.style_of_label():
            rows = [r for r in dataset.rows if r['split'] == 'train' and r['label'] == name]
            yield f'| {name} | {len(rows)} | {len({r["source"] for r in rows})} | {held[name]} |'


def source_names(dataset):
    counts = collections.Counter(r['source'] for r in dataset.rows if r['split'] == 'train')
    return ', '.join(f'{name} ({count})' for name, count in counts.most_common())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default='../shared/data')
    parser.add_argument('--models', default='models')
    parser.add_argument('--float', default='the float weights were not measured',
                        help='one sentence: what `export.py --float` measured')
    options = parser.parse_args()
    dataset = Dataset(options.data)
    pack = json.load(open(os.path.join(options.models, 'packs', 'lookalike.json'), encoding='utf-8'))
    net = json.load(open(os.path.join(options.models, 'recogniser.json'), encoding='utf-8'))
    m = pack['measured']
    few = [e['id'] for e in pack['entries'] if m['entries'][e['id']]['n'] < MEASURABLE]
    values = {
        'version': net['version'], 'trained': net['trained'], 'mmac': net['mmacAt144x256'],
        'megabytes': f'{net["bytes"] / 1e6:.2f}', 'date': m['date'], 'negatives': m['negatives'],
        'false': m['falseMatches'], 'rate': f'{100 * m["falseMatchRate"]:.2f}',
        'rateHigh': f'{100 * m["falseMatchRateHigh"]:.2f}', 'macro': f'{m["macroRecall"]:.3f}',
        'measured': m['measuredEntries'], 'all': len(pack['entries']), 'unmeasured': ', '.join(few),
        'train': len(dataset.train) - DRAWN, 'held': len(dataset.calibration) - DRAWN_HELD, 'drawn': DRAWN, 'drawnHeld': DRAWN_HELD,
        'sources': len({r['source'] for r in dataset.rows if r['split'] == 'train'}),
        'entries': '\n'.join(entry_rows(dataset, pack)), 'contrast': '\n'.join(negative_rows(dataset)),
        'mmacSeen': net['mmacAt96x160'], 'float': options.float,
        'met': 'met' if m['macroRecall'] >= 0.5 and m['falseMatchRate'] <= 0.005 else 'NOT met',
    }
    values.update(sections(net['version']), sourceNames=source_names(dataset))
    text = open(os.path.join(HERE, 'card.template.txt'), encoding='utf-8').read()
    for key, value in values.items():
        text = text.replace('{{' + key + '}}', str(value))
    with open(os.path.join(options.models, 'README.md'), 'w', encoding='utf-8') as file:
        file.write(text)


if __name__ == '__main__':
    main()
