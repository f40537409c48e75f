"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import os
import subprocess
import sys
import tempfile
import unittest
from views import decode

TRAIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'train.py')
INDEX = ('path', 'label', 'also', 'medium', 'split', 'source')
LABELS = ('label', 'type', 'name', 'rightsholder', 'franchise')


def write_table(path, rows):
    with open(path, 'w', encoding='utf-8') as file:
        file.writelines('\t'.join(row) + '\n' for row in rows)


class Refusal(unittest.TestCase):
    def test_training_stops_before_it_starts_and_names_every_fault(self):
        with tempfile.TemporaryDirectory() as data:
            write_table(os.path.join(data, 'labels.tsv'), [LABELS, ('ruby', 'character', 'Ruby', 'Nobody', 'gems')])
            write_table(os.path.join(data, 'index.tsv'), [
                INDEX, ('gone.webp', 'ruby', '', 'artwork', 'train', 'one'), ('away.webp', 'stranger', '', 'artwork', 'train', 'two'),
                ('lost.webp', 'ruby', '', 'artwork', 'dev', 'one'), ('odd.webp', 'ruby', '', 'artwork', 'test', 'three')])
            out = os.path.join(data, 'out')
            ran = subprocess.run([sys.executable, TRAIN, '--data', data, '--out', out], capture_output=True, text=True)
            self.assertEqual((ran.returncode, os.path.exists(out)), (1, False))
        for fault in ('missing picture: gone.webp', 'missing picture: lost.webp', 'unknown label: stranger',
                      'unknown split: test of odd.webp', 'source on both sides of the split: one (1 train, 1 dev)',
                      'missing file: teacher/teacher.py'):
            self.assertIn(fault, ran.stderr)
        self.assertNotIn('Traceback', ran.stderr)

    def test_a_folder_without_tables_is_told_by_the_first_that_is_missing(self):
        with tempfile.TemporaryDirectory() as data:
            ran = subprocess.run([sys.executable, TRAIN, '--data', data, '--out', os.path.join(data, 'out')], capture_output=True, text=True)
            self.assertEqual((ran.returncode, ran.stderr.strip()), (1, f'missing file: {os.path.join(data, "labels.tsv")}'))

    def test_a_file_that_holds_no_picture_is_named(self):
        with tempfile.TemporaryDirectory() as data:
            path = os.path.join(data, 'broken.webp')
            with open(path, 'wb') as file:
                file.write(b'RIFF no picture')
            with self.assertRaisesRegex(ValueError, 'broken.webp'):
                decode(path)


if __name__ == '__main__':
    unittest.main()
