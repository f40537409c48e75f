"""Data to packs without private pictures: python3 scripts/train/drawn.py --out OUT [--steps 8].

Draws two characters, a style and pictures of nobody in the layout of the real data folder, begins with weights out of
chance, trains a teacher and a pupil for a few steps, exports, and lets the product's own `evaluate` read what came out. It proves the pipeline,
not the recogniser: so few steps learn nothing.
"""
import argparse
import csv
import json
import math
import multiprocessing
import os
import shutil
import subprocess
import sys
import cv2
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ['path', 'label', 'also', 'medium', 'alpha', 'split', 'width', 'height', 'source', 'origin', 'licence', 'show', 'generator']
LABELS = [('blip', 'character', 'Blip', 'Nobody', 'drawn'), ('zag', 'character', 'Zag', 'Nobody', 'drawn'),
          ('other-shapes', 'other', '', '', ''), ('style-dots', 'style', 'Dotted drawing', 'Nobody', 'dots'),
          ('neg-drawn', 'negative', '', '', '')]
FAMILIES = {
    'minimumPictures': 10, 'franchiseEntries': [], 'leftOut': [], 'drawingsAre': 'neg-drawn', 'alsoShows': {}, 'shownFirst': {}, 'otherStylesMayShow': {},
    'learntBefore': [], 'toldApart': [{'label': 'other-shapes', 'source': 'drawn/other-shapes-train-0', 'columns': ['path'], 'name': r'.*-(\d+)\.webp'}],
    'styles': [{'id': 'style-dots', 'franchise': 'dots', 'owner': 'Nobody', 'labels': ['style-dots'], 'mayShow': [],
                'names': {'en': ['Dotted drawing']}}],
}
# Pictures for training and of dev, each from sources of their own.
COUNTS = {'blip': (24, 6), 'zag': (24, 6), 'other-shapes': (24, 4), 'style-dots': (24, 6), 'neg-drawn': (48, 20)}
SOURCES = (4, 2)
# A batch and numbers of our own drawings that a laptop makes in seconds; everything else is as in the real training.
BATCH, NOBODY, NOBODY_HELD, INTERFACES = '16', 20, 10, 10


def shade(colour, random):
    return tuple(int(np.clip(c + random.integers(-18, 19), 0, 255)) for c in colour)


def blank_sheet(random):
    """A clear picture, blue, green, red and alpha, and the middle and size of what is drawn on it."""
    height, width = random.integers(110, 180, 2)
    size = int(min(height, width) * random.uniform(0.3, 0.42))
    return np.zeros((height, width, 4), np.uint8), (int(width / 2), int(height / 2)), size


def blip(random):
    """A round red creature with two white eyes and a stalk."""
    sheet, (x, y), size = blank_sheet(random)
    cv2.line(sheet, (x, y - size), (x + int(random.integers(-8, 9)), max(0, y - int(size * 1.3))), (40, 160, 60, 255), 5)
    cv2.ellipse(sheet, (x, y), (size, int(size * random.uniform(0.85, 1.1))), 0, 0, 360, shade((40, 40, 220), random) + (255,), -1)
    for side in (-1, 1):
        cv2.circle(sheet, (x + side * size // 3, y - size // 4), size // 4, (255, 255, 255, 255), -1)
        cv2.circle(sheet, (x + side * size // 3, y - size // 4), size // 9, (20, 20, 20, 255), -1)
    return sheet


def zag(random):
    """A blue figure of three corners with yellow stripes."""
    sheet, (x, y), size = blank_sheet(random)
    corners = np.array([[x, y - size], [x - size, y + size], [x + size, y + size]], np.int32)
    cv2.fillPoly(sheet, [corners], shade((200, 90, 30), random) + (255,))
    for part in (0.2, 0.5, 0.8):
        cv2.line(sheet, (x - int(size * part * 0.8), y + int(size * part)), (x + int(size * part * 0.8), y + int(size * part)),
                 (40, 220, 240, 255), 4)
    return sheet


def other_shapes(random):
    """Figures of other colours and corners: not that one."""
    sheet, (x, y), size = blank_sheet(random)
    corners = int(random.integers(4, 8))
    turn = np.arange(corners) * 2 * math.pi / corners + random.uniform(0, 1)
    points = np.stack([x + size * np.cos(turn), y + size * np.sin(turn)], 1).astype(np.int32)
    cv2.fillPoly(sheet, [points], tuple(int(c) for c in random.integers(30, 220, 3)) + (255,))
    return sheet


def scene(random, dots):
    """A graded ground with shapes on it; the style has them made of dots."""
    height, width = random.integers(110, 200, 2)
    top, bottom = random.integers(0, 256, (2, 3))
    share = np.linspace(0, 1, height)[:, None, None]
    picture = np.ascontiguousarray((top * (1 - share) + bottom * share) * np.ones((1, width, 1))).astype(np.uint8)
    for _ in range(random.integers(3, 8)):
        colour = tuple(int(c) for c in random.integers(0, 256, 3))
        x, y, side = (int(v) for v in (random.integers(0, width), random.integers(0, height), random.integers(15, 60)))
        if not dots:
            cv2.rectangle(picture, (x, y), (x + side, y + side // 2), colour, -1)
        for dx in range(0, side if dots else 0, 8):
            for dy in range(0, side, 8):
                cv2.circle(picture, (x + dx, y + dy), 3, colour, -1)
    return picture


DRAWN = {'blip': blip, 'zag': zag, 'other-shapes': other_shapes, 'style-dots': lambda random: scene(random, True),
         'neg-drawn': lambda random: scene(random, False)}


def pictures(data, random):
    """Draws every picture and gives its row of the index."""
    for label, counts in COUNTS.items():
        os.makedirs(os.path.join(data, 'images', label), exist_ok=True)
        for split, count, sources in zip(('train', 'dev'), counts, SOURCES):
            for number in range(count):
                picture, path = DRAWN[label](random), f'images/{label}/{split}-{number:04}.webp'
                cv2.imwrite(os.path.join(data, path), picture)
                height, width, channels = picture.shape
                yield dict.fromkeys(COLUMNS, '') | {
                    'path': path, 'label': label, 'medium': 'artwork', 'alpha': int(channels == 4), 'split': split, 'width': width,
                    'height': height, 'source': f'drawn/{label}-{split}-{number % sources}'}


def write_table(path, columns, rows):
    with open(path, 'w', newline='', encoding='utf-8') as file:
        writer = csv.DictWriter(file, columns, delimiter='\t')
        writer.writeheader()
        writer.writerows(rows)


def draw(folder):
    """A data folder of drawings, and beside it the families and relations that go with it."""
    data, rules = os.path.join(folder, 'data'), os.path.join(folder, 'rules', 'train')
    os.makedirs(os.path.join(data, 'teacher'), exist_ok=True)
    os.makedirs(rules, exist_ok=True)
    write_table(os.path.join(data, 'index.tsv'), COLUMNS, pictures(data, np.random.default_rng(1)))
    write_table(os.path.join(data, 'labels.tsv'), ['label', 'type', 'name', 'rightsholder', 'franchise'],
                [dict(zip(['label', 'type', 'name', 'rightsholder', 'franchise'], row)) for row in LABELS])
    shutil.copy(os.path.join(HERE, 'drawn_backbone.py'), os.path.join(data, 'teacher', 'teacher.py'))
    for path, content in ((os.path.join(rules, 'families.json'), FAMILIES),
                          (os.path.join(folder, 'rules', 'relations.json'), {'covers': {}, 'mayLookLike': {}})):
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(content, file)
    return data, rules


def stage(name, rules, arguments):
    """Runs `train.py` or `export.py` as its command would, with the drawn rules and small batches."""
    import canvases
    import dataset
    dataset.HERE, dataset.DRAWN, dataset.DRAWN_HELD, canvases.INTERFACES = rules, NOBODY, NOBODY_HELD, INTERFACES
    sys.argv = [f'{name}.py', *arguments]
    __import__(name).main()


def run(name, rules, arguments):
    process = multiprocessing.get_context('fork').Process(target=stage, args=(name, rules, arguments))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f'{name}.py failed on the drawings')


def evaluate(data, models):
    """The product's own command on the drawn split; it reads the network, the pack and the pictures."""
    root = os.path.join(HERE, '..', '..')
    command = ['npx', 'tsx', os.path.join(root, 'scripts', 'evaluate.ts'), '--data', data, '--models', models]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f'evaluate could not read what was exported: {done.stderr.strip()}')
    print(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--out', required=True, help='a folder outside the repository')
    parser.add_argument('--steps', type=int, default=8)
    parser.add_argument('--threads', default='1')
    options = parser.parse_args()
    out, models = os.path.join(options.out, 'trained'), os.path.join(options.out, 'models')
    data, rules = draw(options.out)
    shared = ['--data', data, '--threads', options.threads]
    teacher = os.path.join(options.out, 'teacher')
    training = [*shared, '--steps', str(options.steps), '--batch', BATCH, '--pictures', os.path.join(options.out, 'pictures')]
    run('train', rules, [*training, '--out', teacher, '--share', '1.5'])
    run('train', rules, [*training, '--out', out, '--follow', os.path.join(teacher, 'checkpoint.pt') + ':1.5'])
    run('export', rules, [*shared, '--out', out, '--models', models, '--date', '2026-01-01', '--lexicon', os.path.join(out, 'no-lexicon')])
    evaluate(os.path.abspath(data), os.path.abspath(models))
    # Whoever has no checkpoint goes on from what ships.
    shipped = [os.path.join(models, name) for name in ('recogniser.onnx', os.path.join('packs', 'lookalike.json'))]
    run('train', rules, [*training, '--out', os.path.join(options.out, 'further'), '--begin', shipped[0], '--pack', shipped[1]])


if __name__ == '__main__':
    main()
