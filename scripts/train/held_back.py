"""Lists held-back negatives as a data folder that `npm run evaluate` reads: python3 scripts/train/held_back.py --to DIR.

The folder gets an index of its own (split `held`) and a link to the pictures, and our drawings among them; it must lie outside the repository.
"""
import argparse
import csv
import json
import os
import cv2
import numpy as np
from dataset import Dataset
from pack import Scorer
from views import read

COLUMNS = ('path', 'label', 'also', 'medium', 'split', 'source')


def read_scores(path, dataset, pack):
    """(rows, scores [pictures, entries]) of a file of scores, in the order of the pack."""
    rows = {r['path']: r for r in (*dataset.rows, *dataset.calibration)}
    found, scores = [], []
    for line in open(path, encoding='utf-8'):
        picture = json.loads(line)
        if picture['path'] in rows:
            by_entry = {m['id']: m['score'] for m in picture['matches']}
            found.append(rows[picture['path']])
            scores.append([by_entry[e['id']] for e in pack['entries']])
    return found, np.array(scores)


def read_exported(path, part, dataset, pack):
    """The same out of the file that export.py leaves beside its checkpoint; `part` is dev or held. None where it is not there."""
    stored = np.load(path)
    if part + 'Paths' not in stored:
        return None
    rows = {r['path']: r for r in (*dataset.rows, *dataset.calibration)}
    return [rows[p] for p in stored[part + 'Paths']], Scorer(pack).scores(stored[part])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default='../shared/data')
    parser.add_argument('--to', required=True)
    options = parser.parse_args()
    dataset = Dataset(options.data)
    rows = [r for r in dataset.calibration if not dataset.entries_in(r)]
    os.makedirs(options.to, exist_ok=True)
    link = os.path.join(options.to, 'images')
    if not os.path.lexists(link):
        os.symlink(os.path.join(os.path.abspath(options.data), 'images'), link)
    for r in rows:
        if 'drawing' in r:
            path = os.path.join(options.to, r['path'])
            os.makedirs(os.path.dirname(path), exist_ok=True)
            cv2.imwrite(path, read(options.data, r)[0][..., ::-1])
    with open(os.path.join(options.to, 'index.tsv'), 'w', newline='', encoding='utf-8') as file:
        out = csv.writer(file, delimiter='\t', lineterminator='\n')
        out.writerow(COLUMNS)
        for r in rows:
            out.writerow([r['path'], r['label'], ','.join(r['also']), r['medium'], 'held', r['source']])
    print(f'{len(rows)} pictures in {options.to}')


if __name__ == '__main__':
    main()
