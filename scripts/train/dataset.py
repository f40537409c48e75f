"""What the data folder says: pictures, labels, splits, and which classes each picture may and may not show."""
import csv
import hashlib
import json
import os
from identities import Identities

HERE = os.path.dirname(os.path.abspath(__file__))
# A collection of unrelated pictures may be split by picture; below this size a shared source is taken for a mistake.
BIG_COLLECTION = 20
# One negative in four stays out of training, so that thresholds are never fitted on memorised pictures.
CALIBRATION_SHARE = 0.25
# Drawings of nobody, made by us: to train on, and to fit thresholds on.
DRAWN, DRAWN_HELD = 800, 100


def read_table(path):
    """Rows of a table; without it nothing can be done, so the program ends and names it."""
    if not os.path.exists(path):
        raise SystemExit(f'missing file: {path}')
    with open(path, newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file, delimiter='\t'))


def share_of(text):
    """A number in 0..1 that depends on the text alone, so a split never moves when pictures are added."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def problems(data, rows, labels):
    """Returns (faults, warnings): faults stop a training, warnings are printed."""
    faults, warnings = [], []
    for name in ('index.tsv', 'labels.tsv', os.path.join('teacher', 'teacher.py')):
        if not os.path.exists(os.path.join(data, name)):
            faults.append(f'missing file: {name}')
    faults += [f'missing picture: {r["path"]}' for r in rows if not os.path.exists(os.path.join(data, r['path']))]
    faults += [f'unknown label: {name}' for name in sorted({r['label'] for r in rows} - set(labels))]
    faults += [f'unknown split: {r["split"]} of {r["path"]}' for r in rows if r['split'] not in ('train', 'dev')]
    sources = {}
    for r in rows:
        sources.setdefault(r['source'], {'train': 0, 'dev': 0}).setdefault(r['split'], 0)
        sources[r['source']][r['split']] += 1
    for name, count in sorted(sources.items()):
        if count['train'] and count['dev']:
            line = f'source on both sides of the split: {name} ({count["train"]} train, {count["dev"]} dev)'
            (warnings if count['train'] + count['dev'] >= BIG_COLLECTION else faults).append(line)
    return faults, warnings


class Dataset:
    """Pictures with the class numbers they may show. Cell classes are labels; scene classes are styles and contrasts."""

    def __init__(self, data):
        self.data = data
        self.families = json.load(open(os.path.join(HERE, 'families.json'), encoding='utf-8'))
        # The product's own evaluation reads the same file.
        self.relations = json.load(open(os.path.join(HERE, '..', 'relations.json'), encoding='utf-8'))
        self.labels = {r['label']: r for r in read_table(os.path.join(data, 'labels.tsv'))}
        rows = read_table(os.path.join(data, 'index.tsv'))
        self.faults, self.warnings = problems(data, rows, self.labels)
        for r in rows:
            # What was seen on a picture later, beside what its table says.
            r['also'] = [a.strip() for a in r['also'].split(',') if a.strip()] + self.families['alsoShows'].get(r['path'], [])
        self.rows = [r for r in rows if r['label'] not in self.families['leftOut'] and r['label'] in self.labels]
        self.styles = {s['id']: s for s in self.families['styles']}
        train = [r for r in self.rows if r['split'] == 'train']
        self.count = {}
        for r in train:
            self.count[r['label']] = self.count.get(r['label'], 0) + 1
        self.classes = sorted(self.count)
        self.number = {name: i for i, name in enumerate(self.classes)}
        self.characters = [c for c in self.classes if self.is_character(c)]
        self.contrast = [c for c in self.classes if not self.is_character(c)]
        self.entries = [c for c in self.characters if self.count[c] >= self.families['minimumPictures']]
        self.scene_classes = list(self.styles) + ['characters'] + [
            c for c in self.contrast if c not in self.styles and c not in self.style_of_label()]
        self.scene_number = {name: i for i, name in enumerate(self.scene_classes)}
        self.identities = Identities(self.families['toldApart'], train)
        # Figures that we drew to be told apart are there to train on, all of them.
        is_ours = lambda r: r['label'] == self.families['drawingsAre'] and self.identities.number_of(r) >= 0
        self.split_calibration([r for r in train if not is_ours(r)])
        self.train += [r for r in train if is_ours(r)]
        drawn = [self.drawing(number) for number in range(DRAWN + DRAWN_HELD)]
        self.train += drawn[:DRAWN]
        self.calibration += drawn[DRAWN:]

    def drawing(self, number):
        """A row like those of the index, for drawing `number` of nobody."""
        return {'path': f'drawings/{number}.png', 'drawing': number, 'label': self.families['drawingsAre'], 'also': [],
                'medium': 'artwork', 'split': 'train', 'source': 'drawings'}

    def is_character(self, label):
        return self.labels[label]['type'] == 'character' or label in self.families['franchiseEntries']

    def is_of_a_figure(self, row):
        """Whether the picture shows one figure, to be cut out and set on other grounds."""
        label = row['label']
        return (self.is_character(label) or self.labels[label]['type'] == 'other' or label == 'cutout-generic'
                or self.identities.number_of(row) >= 0)

    def style_of_label(self):
        """Labels whose pictures have a style: its own, and characters that are never drawn in another."""
        return {label: s['id'] for s in self.styles.values() for label in s['labels'] + s.get('alsoTaught', [])}

    def entries_in(self, row):
        """Every entry of the pack that the picture shows, styles included."""
        style = self.style_of_label()
        shown = [row['label'], *row['also']]
        return {x for x in shown if x in self.entries} | {style[x] for x in shown if x in style}

    def counted_for(self, row):
        """Entries whose recall the picture counts for: by its own label only."""
        label = row['label']
        return {label} & set(self.entries) | {s['id'] for s in self.styles.values() if label in s['labels']}

    def excused(self, row):
        """Style entries that may rightly be matched on a picture although nobody wrote them down for it."""
        shown = {row['label'], *row['also']}
        return {style for style, labels in self.relations['mayLookLike'].items() if shown & set(labels)}

    def may_be_there(self, row):
        """Entries that a picture of no entry may show all the same: no threshold is set by a match of these."""
        return self.excused(row) | set(self.may_show(row))

    def may_show(self, row):
        """Characters that a frame of a style or franchise may show without anybody having listed them."""
        label = row['label']
        franchises = self.styles.get(label, {}).get('mayShow', self.families['otherStylesMayShow'].get(label, []))
        if label == 'style-ghibli-ai':
            franchises = ['studio-ghibli']
        return [c for c in self.characters if self.labels[c]['franchise'] in franchises and franchises]

    def allowed_cells(self, row):
        """Class numbers that no cell of the picture is punished for."""
        names = {row['label'], *row['also'], *self.contrast, *self.may_show(row)}
        return [self.number[n] for n in names if n in self.number]

    def scene_target(self, row):
        """(sure class number or -1, allowed class numbers): toys and photos of a character need not have its style."""
        style = self.style_of_label()
        contrast = [self.scene_number[c] for c in self.scene_classes if c not in self.styles]
        real = row['medium'] in ('toy', 'photo', 'cosplay')
        if row['label'] in style and not (real and self.is_character(row['label'])):
            number = self.scene_number[style[row['label']]]
            return number, [number]
        franchise = self.labels[row['label']]['franchise']
        near = {s['id'] for s in self.styles.values() if franchise and franchise in s['mayShow'] + [s['franchise']]}
        near |= {a if a in self.styles else style.get(a) for a in row['also']} - {None}
        allowed = contrast + [self.scene_number[s] for s in near]
        own = 'characters' if self.is_character(row['label']) else row['label']
        return -1 if near else self.scene_number.get(own, -1), allowed

    def split_calibration(self, train):
        """Holds back negatives by whole sources where a label has many, by picture where it has few; none that the weights with
        which a training begins have learnt from."""
        self.train, self.calibration = [], []
        sources = {}
        for r in train:
            sources.setdefault(r['label'], {}).setdefault(r['source'], []).append(r)
        for label, groups in sources.items():
            total, held = sum(len(rows) for rows in groups.values()), 0
            for name in sorted(groups, key=share_of):
                rows = groups[name]
                negative = name not in self.families['learntBefore'] and not any(self.entries_in(r) for r in rows)
                whole = negative and len(groups) >= 3 and held + len(rows) <= total * (CALIBRATION_SHARE + 0.05)
                by_picture = negative and len(rows) > total * 0.3
                for r in rows:
                    keep = whole or (by_picture and share_of(r['path']) < CALIBRATION_SHARE / 2)
                    (self.calibration if keep and total >= 4 else self.train).append(r)
                    held += keep
