"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import os
import subprocess
import tempfile
import unittest
from PIL import Image
from dataset import read_table
from further import COLUMNS, SIDE, TABLE, take



def git(folder, *words):
    return subprocess.run(['git', '-C', folder, '-c', 'user.name=n', '-c', 'user.email=e', *words], check=True, capture_output=True, text=True).stdout.strip()


class Further(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.clones, self.to = (os.path.join(self.place.name, name) for name in ('clones', 'to'))
        folder = os.path.join(self.clones, 'owner+name')
        os.makedirs(folder)
        os.makedirs(self.to)
        git(folder, 'init', '-q')
        Image.new('RGB', (448, 100), 'red').save(os.path.join(folder, 'wide.png'))
        clear = Image.new('RGBA', (300, 300), (0, 0, 0, 0))
        clear.paste((0, 255, 0, 255), (0, 0, 150, 300))
        clear.save(os.path.join(folder, 'clear.png'))
        with open(os.path.join(folder, 'note.txt'), 'w', encoding='utf-8') as file:
            file.write('no picture')
        git(folder, 'add', '.')
        git(folder, 'commit', '-qm', 'pictures')
        self.blob = {name: git(folder, 'rev-parse', f'HEAD:{name}') for name in ('wide.png', 'clear.png', 'note.txt')}

    def tearDown(self):
        self.place.cleanup()

    def row(self, blob, source='owner/name'):
        return dict(source=source, origin='there', blob=blob, label='neg-photo', also='', medium='photo', show='')

    def test_pictures_are_found_by_their_content_and_made_small(self):
        missing = take(self.clones, self.to, [self.row(self.blob['wide.png']), self.row(self.blob['clear.png'])])
        self.assertEqual(missing, {})
        rows = read_table(os.path.join(self.to, 'index.tsv'))
        wide, clear = (Image.open(os.path.join(self.to, row['path'])) for row in rows)
        self.assertEqual((wide.size, clear.size), ((SIDE, 50), (SIDE, SIDE)))
        self.assertEqual([row['split'] for row in rows], ['train', 'train'])
        # No black of what is clear at the edge of what is green.
        red, green, blue, alpha = clear.convert('RGBA').getpixel((100, 100))
        self.assertTrue(green > 245 and red < 10 and blue < 10 and alpha == 255)

    def test_what_is_missing_is_counted_by_source_and_the_rest_is_kept(self):
        rows = [self.row('0' * 40), self.row(self.blob['wide.png']), self.row(self.blob['note.txt']), self.row('1' * 40, 'else/where')]
        self.assertEqual(take(self.clones, self.to, rows), {'owner/name': 2, 'else/where': 1})
        self.assertEqual(len(read_table(os.path.join(self.to, 'index.tsv'))), 1)

    def test_the_table_has_what_the_index_needs(self):
        rows = read_table(TABLE)
        self.assertGreater(len(rows), 10000)
        self.assertTrue(set(COLUMNS) - {'path', 'split'} | {'blob'} <= set(rows[0]))
        self.assertEqual(len({(row['source'], row['blob']) for row in rows}), len(rows))


if __name__ == '__main__':
    unittest.main()
