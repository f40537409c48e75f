"""Takes the further pictures of further.tsv out of clones of their repositories: python3 scripts/train/further.py --clones DIR --to ../more.

DIR holds a git folder for every repository, called OWNER+NAME, bare or not. A picture is found by the hash of its content, so any
clone will do that has the commit. The folder that is written is one for join.py; it must lie outside this repository.
"""
import argparse
import csv
import io
import os
import subprocess
import sys
from PIL import Image, UnidentifiedImageError
from dataset import read_table

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, 'further.tsv')
# The longest side of a picture, as in the data folder.
SIDE = 224
COLUMNS = ('path', 'label', 'also', 'medium', 'split', 'source', 'origin', 'show')


def git_folder(clones, source):
    """The git folder of a repository, or None where there is none."""
    folder = os.path.join(clones, source.replace('/', '+', 1))
    return next((f for f in (os.path.join(folder, '.git'), folder) if os.path.exists(os.path.join(f, 'objects'))), None)


def contents(folder, hashes):
    """Yields the bytes of every content asked for, None where the clone lacks it."""
    with subprocess.Popen(['git', '--git-dir', folder, 'cat-file', '--batch'], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as git:
        # Asked one by one: a pipe that nobody empties holds up both sides.
        for name in hashes:
            git.stdin.write(f'{name}\n'.encode())
            git.stdin.flush()
            head = git.stdout.readline().split()
            if len(head) < 3:
                yield None
                continue
            yield git.stdout.read(int(head[2]))
            git.stdout.read(1)


def small(data):
    """A picture of at most SIDE pixels, its first frame where it moves, with alpha where some of it shows through. Raises OSError."""
    image = Image.open(io.BytesIO(data))
    has_alpha = image.mode in ('RGBA', 'LA', 'PA') or 'transparency' in image.info
    # Colours of what is transparent must not bleed into the rest.
    image = image.convert('RGBA').convert('RGBa') if has_alpha else image.convert('RGB')
    if max(image.size) > SIDE:
        share = SIDE / max(image.size)
        image = image.resize([max(1, round(side * share)) for side in image.size], Image.Resampling.BOX)
    return image.convert('RGBA') if has_alpha else image


def take(clones, to, rows):
    """Writes the pictures and index.tsv; returns how many are missing, by source."""
    missing, by_source = {}, {}
    for row in rows:
        by_source.setdefault(row['source'], []).append(row)
    with open(os.path.join(to, 'index.tsv'), 'w', newline='', encoding='utf-8') as file:
        out = csv.DictWriter(file, COLUMNS, delimiter='\t', lineterminator='\n', extrasaction='ignore')
        out.writeheader()
        for source, wanted in by_source.items():
            folder = git_folder(clones, source)
            found = contents(folder, [row['blob'] for row in wanted]) if folder else [None] * len(wanted)
            for row, data in zip(wanted, found):
                path = os.path.join('images', 'further', source.replace('/', '+', 1), f'{row["blob"][:12]}.webp')
                try:
                    image = small(data or b'')
                except (UnidentifiedImageError, OSError):
                    missing[source] = missing.get(source, 0) + 1
                    continue
                os.makedirs(os.path.dirname(os.path.join(to, path)), exist_ok=True)
                image.save(os.path.join(to, path), quality=90)
                out.writerow({**row, 'path': path, 'split': 'train'})
    return missing


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--clones', required=True)
    parser.add_argument('--to', required=True)
    parser.add_argument('--table', default=TABLE)
    options = parser.parse_args()
    rows = read_table(options.table)
    os.makedirs(options.to, exist_ok=True)
    missing = take(options.clones, options.to, rows)
    for source, count in sorted(missing.items()):
        print(f'missing: {count} pictures of {source}', file=sys.stderr)
    print(f'{len(rows) - sum(missing.values())} of {len(rows)} pictures in {options.to}', file=sys.stderr)
    return 1 if missing else 0


if __name__ == '__main__':
    sys.exit(main())
