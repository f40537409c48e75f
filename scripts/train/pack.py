"""Builds the pack from trained prototypes and scores embeddings with it exactly as the product does."""
import base64
import json
import os
import numpy as np
from dataset import read_table

DIMENSIONS = 128
# Averaging a posterior over 2 x 2 cells asks for a figure of some size: one odd cell of 16 pixels is not a character.
WINDOW = 2
# Posteriors of a trained net are overconfident; dividing their log-odds spreads the scores people see. Ranks stay.
TEMPERATURE_CELLS, TEMPERATURE_SCENE = 2.0, 2.0
SMALLEST = 1e-6


def encode(prototypes):
    values = np.clip(np.rint(prototypes * 127), -127, 127).astype(np.int8)
    return base64.b64encode(values.tobytes()).decode()


def decode(text):
    values = np.frombuffer(base64.b64decode(text), np.int8).reshape(-1, DIMENSIONS).astype(np.float32) / 127
    return values / np.linalg.norm(values, axis=1, keepdims=True)


def names_of(dataset, lexicon_path):
    """Names per entry: from the lexicon by id or franchise, else the name column of the labels."""
    lexicon = {r['id']: r for r in read_table(lexicon_path)} if os.path.exists(lexicon_path) else {}

    def look_up(entry, key):
        row = lexicon.get(key)
        names = dataset.styles.get(entry, {}).get('names') or {'en': [dataset.labels[entry]['name'] or entry]}
        if row:
            found = dict(part.split('=', 1) for part in row['names_by_language'].split(';') if '=' in part)
            found = {language: text.split('|') for language, text in found.items()}
            names = {k: list(dict.fromkeys(names.get(k, []) * (entry in dataset.styles) + found.get(k, [])))
                     for k in {**names, **found} if k in found or entry in dataset.styles}
        for language, name in dataset.families['shownFirst'].get(entry, {}).items():
            names[language] = [name] + [x for x in names.get(language, []) if x != name]
        listed = lambda column: [x for x in (row[column].split('|') if row else []) if x]
        return {'names': names, 'ambiguousNames': listed('ambiguous_aliases'), 'hashtags': listed('hashtags')}

    return look_up


def build(dataset, model, lexicon_path, recogniser, version):
    look_up = names_of(dataset, lexicon_path)
    entries, contrast = [], []

    def prototypes(space, name):
        owner, number = (model.cells, dataset.number) if space == 'cells' else (model.scene, dataset.scene_number)
        return encode(owner.of_class(number[name]).detach().numpy())

    def entry(name, kind, franchise, owner, key):
        space = 'scene' if kind == 'style' else 'cells'
        entries.append({'id': name, 'kind': kind, 'franchise': franchise, 'owner': owner, **look_up(name, key),
                        'thresholds': {'unsure': 1, 'flag': 1}, 'bias': 0, 'prototypes': prototypes(space, name)})

    for name in dataset.entries:
        row = dataset.labels[name]
        franchise = name in dataset.families['franchiseEntries']
        known = row['franchise'] or name.removesuffix('-other')
        owner = row['rightsholder'] or next(
            (r['rightsholder'] for r in dataset.labels.values() if r['franchise'] == known), '')
        entry(name, 'character', known, owner, known if franchise else name)
    for name, style in dataset.styles.items():
        entry(name, 'style', style['franchise'], style['owner'], style.get('lexicon', name))
    for space, classes in (('cells', dataset.classes), ('scene', dataset.scene_classes)):
        taken = dataset.entries if space == 'cells' else dataset.styles
        contrast += [{'id': c, 'space': space, 'bias': 0, 'prototypes': prototypes(space, c)}
                     for c in classes if c not in taken]
    return {
        'format': 'lookalike-pack/1', 'id': 'lookalike', 'version': version, 'recogniser': recogniser,
        'space': {'cells': {'scale': model.cells.scale, 'temperature': TEMPERATURE_CELLS, 'window': WINDOW},
                  'scene': {'scale': model.scene.scale, 'temperature': TEMPERATURE_SCENE}},
        'entries': entries, 'contrast': contrast, 'measured': {},
    }


class Scorer:
    """Scores of every entry of a pack, from embeddings alone."""

    def __init__(self, pack):
        self.pack, self.ids = pack, [e['id'] for e in pack['entries']]
        self.spaces = {}
        for space in ('cells', 'scene'):
            members = [e for e in pack['entries'] if (e['kind'] == 'style') == (space == 'scene')]
            classes = members + [c for c in pack['contrast'] if c['space'] == space]
            parts = [decode(c['prototypes']) for c in classes]
            starts = np.cumsum([0] + [len(p) for p in parts[:-1]])
            self.spaces[space] = ([m['id'] for m in members], np.concatenate(parts), starts,
                                  np.array([c['bias'] for c in classes], np.float32), pack['space'][space])

    def posterior(self, space, vectors):
        names, prototypes, starts, bias, settings = self.spaces[space]
        logits = settings['scale'] * np.maximum.reduceat(vectors @ prototypes.T, starts, axis=1) + bias
        logits = np.exp(logits - logits.max(1, keepdims=True))
        return (logits / logits.sum(1, keepdims=True))[:, :len(names)]

    def raw(self, cells, scene):
        """Log-odds per entry (order of the pack). cells [rows,columns,128], scene [128], both unit."""
        rows, columns = cells.shape[:2]
        p = self.posterior('cells', cells.reshape(-1, DIMENSIONS)).reshape(rows, columns, -1)
        window = self.pack['space']['cells']['window']
        h, w = min(window, rows), min(window, columns)
        mean = sum(p[y:rows - h + 1 + y, x:columns - w + 1 + x] for y in range(h) for x in range(w)) / (h * w)
        found = dict(zip(self.spaces['cells'][0], mean.max((0, 1))))
        found.update(zip(self.spaces['scene'][0], self.posterior('scene', scene[None])[0]))
        raw = np.clip(np.array([found[i] for i in self.ids], np.float64), SMALLEST, 1 - SMALLEST)
        return np.log(raw / (1 - raw))

    def scores(self, odds):
        """Scores 0..1 of log-odds [...,entries], by the temperature of each entry's space."""
        spaces = ['scene' if e['kind'] == 'style' else 'cells' for e in self.pack['entries']]
        return 1 / (1 + np.exp(-odds / np.array([self.pack['space'][s]['temperature'] for s in spaces])))


def save(pack, path):
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(pack, file, ensure_ascii=False, indent=1)
        file.write('\n')
