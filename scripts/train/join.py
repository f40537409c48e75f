"""Joins data folders to one that every other script reads: python3 scripts/train/join.py --to DIR ../shared/data FOLDER...

Pictures are linked, not copied; labels and the pretrained network are those of the first folder. The folder must lie outside the
repository.
"""
import argparse
import csv
import os
import sys
from dataset import Dataset, read_table


def links(data, to, rows):
    """Links every picture of `rows` under `to`; a path that two folders share is an error."""
    for row in rows:
        place = os.path.join(to, row['path'])
        os.makedirs(os.path.dirname(place), exist_ok=True)
        if os.path.lexists(place):
            raise SystemExit(f'two pictures of the same path: {row["path"]}')
        os.symlink(os.path.join(os.path.abspath(data), row['path']), place)


def join(folders, to):
    """Writes index.tsv, labels.tsv and the links; `to` must not exist yet, or must hold links alone."""
    if os.path.exists(os.path.join(to, 'index.tsv')):
        raise SystemExit(f'there is a data folder already: {to}')
    os.makedirs(to, exist_ok=True)
    tables = [read_table(os.path.join(folder, 'index.tsv')) for folder in folders]
    for folder, rows in zip(folders, tables):
        links(folder, to, rows)
    for name in ('labels.tsv', 'teacher'):
        os.symlink(os.path.join(os.path.abspath(folders[0]), name), os.path.join(to, name))
    with open(os.path.join(to, 'index.tsv'), 'w', newline='', encoding='utf-8') as file:
        out = csv.DictWriter(file, list(tables[0][0]), delimiter='\t', lineterminator='\n', extrasaction='ignore')
        out.writeheader()
        for rows in tables:
            out.writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--to', required=True)
    parser.add_argument('folders', nargs='+')
    options = parser.parse_args()
    join(options.folders, options.to)
    dataset = Dataset(options.to)
    for line in dataset.warnings:
        print('warning:', line)
    if dataset.faults:
        raise SystemExit('\n'.join(dataset.faults))
    print(f'{len(dataset.rows)} pictures in {options.to}', file=sys.stderr)


if __name__ == '__main__':
    main()
