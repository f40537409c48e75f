"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
import onnx

HERE = os.path.dirname(os.path.abspath(__file__))


class Drawn(unittest.TestCase):
    def test_drawings_become_a_network_and_a_pack_that_the_product_reads(self):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, os.path.join(HERE, 'drawn.py'), '--out', folder, '--steps', '3']
            done = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn('Split "dev": 42 pictures', done.stdout)
            models = os.path.join(folder, 'models')
            onnx.checker.check_model(onnx.load(os.path.join(models, 'recogniser.onnx')))
            with open(os.path.join(models, 'packs', 'lookalike.json'), encoding='utf-8') as file:
                pack = json.load(file)
            self.assertEqual([e['id'] for e in pack['entries']], ['blip', 'zag', 'style-dots'])
            self.assertEqual(pack['measured']['measuredEntries'], 3)
            with open(os.path.join(folder, 'further', 'training.done'), encoding='utf-8') as file:
                self.assertEqual(file.read(), '3 steps\n')


if __name__ == '__main__':
    unittest.main()
