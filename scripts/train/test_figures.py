"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import json
import os
import tempfile
import unittest
import numpy as np
from curves import average_precision, recall_at, reliability
from reasons import reasons
from sections import MISSING, sections


class Curves(unittest.TestCase):
    def test_average_precision_of_the_best_and_the_worst_order(self):
        self.assertEqual(average_precision(np.array([0.9, 0.8]), np.array([0.1, 0.2])), 1.0)
        self.assertEqual(average_precision(np.array([0.1]), np.array([0.2, 0.3, 0.4])), 0.25)

    def test_a_constant_score_earns_the_share_of_positives(self):
        self.assertEqual(average_precision(np.array([0.5]), np.array([0.5] * 9)), 0.1)

    def test_nothing_is_said_of_no_pictures(self):
        self.assertIsNone(average_precision(np.array([]), np.array([0.1])))
        self.assertIsNone(recall_at(np.array([0.1]), np.array([]), 0.02))

    def test_recall_lets_no_more_than_the_share_of_negatives_through(self):
        negatives = np.linspace(0, 1, 101)
        found = recall_at(np.array([0.97, 0.981, 0.995]), negatives, 0.02)
        self.assertEqual((found['hits'], found['n']), (2, 3))
        self.assertLessEqual((negatives > 0.98).sum(), 2)

    def test_every_score_lies_in_one_bin(self):
        scores = np.array([0.0, 0.05, 0.1, 0.95, 1.0])
        rows = reliability(scores, np.array([False, False, True, True, True]))
        self.assertEqual([r['pairs'] for r in rows if r['pairs']], [2, 1, 2])
        self.assertEqual([r['right'] for r in rows if r['pairs']], [0, 1, 2])


class Data:
    labels = {'duck': {'name': 'Toy ducks'}, 'cat': {'name': ''}}

    def may_be_there(self, row):
        return {'ruby'} if row['label'] == 'cat' else set()


class Reasons(unittest.TestCase):
    def test_a_threshold_is_explained_by_the_nearest_negatives_that_count(self):
        pack = {'entries': [{'id': 'ruby', 'thresholds': {'unsure': 0.5, 'flag': 0.9}}]}
        found = reasons(Data(), pack, [{'label': 'duck'}, {'label': 'duck'}, {'label': 'cat'}], np.array([[0.7], [0.95], [0.99]]))
        entry = found['entries']['ruby']
        self.assertEqual((entry['highest'], entry['matched']), (0.95, {'flag': 1, 'unsure': 2}))
        self.assertIn('Toy ducks (2)', entry['words'])
        self.assertIn('below 1 of them', entry['words'])


class Sections(unittest.TestCase):
    def test_figures_of_another_version_are_not_shown(self):
        with tempfile.TemporaryDirectory() as folder:
            crossed = {'recogniser': '1', 'entries': {'ruby': {'pictures': 3, 'sources': 2, 'recall': 0.5, 'low': 0.1, 'high': 0.9}}}
            with open(os.path.join(folder, 'crossed.json'), 'w', encoding='utf-8') as file:
                json.dump(crossed, file)
            self.assertIn('| ruby | 3 | 2 | 50 % (10 % to 90 %) |', sections('1', folder)['crossed'])
            self.assertEqual(set(sections('2', folder).values()), {MISSING})


if __name__ == '__main__':
    unittest.main()
