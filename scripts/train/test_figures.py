"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import json
import os
import tempfile
import unittest
import numpy as np
from curves import average_precision, recall_at, reliability
from figures import entry_table, made_by_ai, Scored, seen
from reasons import reasons
from sections import MISSING, made_new, sections


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


class Gems:
    """Two characters, one of which the pack lacks, and somebody's look that may be there unlisted."""
    calibration = []
    entries, styles = ['ruby'], {}
    labels = {'ruby': {}, 'opal': {}, 'cave': {}}

    def is_character(self, label):
        return label in ('ruby', 'opal')

    def entries_in(self, row):
        return {row['label']} & {'ruby'}

    counted_for = entries_in

    def may_be_there(self, row):
        return {'ruby'} if row['label'] == 'cave' else set()

    def excused(self, row):
        return set()


class Figures(unittest.TestCase):
    def setUp(self):
        pack = {'entries': [{'id': 'ruby', 'kind': 'character', 'thresholds': {'unsure': 0.5, 'flag': 0.8}}]}
        rows = [('ruby', 'ai', 'one', 0.9), ('ruby', 'ai', 'two', 0.3), ('ruby', 'photo', 'two', 0.95), ('opal', 'ai', 'one', 0.1),
                ('cave', 'screenshot', 'one', 0.99), ('neg-photo', 'photo', 'one', 0.85), ('neg-photo', 'photo', 'one', 0.2)]
        self.scored = Scored(Gems(), pack, [{'label': a, 'medium': b, 'source': c, 'also': []} for a, b, c, _ in rows],
                             np.array([[score] for *_, score in rows]))

    def test_pictures_made_by_ai_are_counted_by_source_and_those_of_no_entry_named(self):
        found = made_by_ai(self.scored)
        self.assertEqual((found['n'], found['hits'], found['bySource']), (2, 1, {'one': [1, 1], 'two': [0, 1]}))
        self.assertEqual(found['ofNoEntry'], {'opal': 1})

    def test_what_may_rightly_be_there_is_neither_right_nor_wrong(self):
        self.assertNotIn(0.99, self.scored.against(0))
        self.assertEqual(sum(r['pairs'] for r in reliability(self.scored.scores[~self.scored.spared], self.scored.shown[
            ~self.scored.spared])), 6)

    def test_human_made_pictures_that_match_are_counted(self):
        self.assertEqual({k: seen(self.scored)[k] for k in ('pictures', 'matched')}, {'pictures': 3, 'matched': 2})

    def test_errors_are_told_by_medium_and_source(self):
        table = entry_table(self.scored)['ruby']
        self.assertEqual((table['media'], table['sources']), ({'ai': [1, 2], 'photo': [1, 1]}, {'one': [1, 1], 'two': [1, 2]}))


class Sections(unittest.TestCase):
    def test_figures_of_another_version_are_not_shown(self):
        with tempfile.TemporaryDirectory() as folder:
            crossed = {'recogniser': '1', 'entries': {'ruby': {'pictures': 3, 'sources': 2, 'recall': 0.5, 'low': 0.1, 'high': 0.9}}}
            with open(os.path.join(folder, 'crossed.json'), 'w', encoding='utf-8') as file:
                json.dump(crossed, file)
            self.assertIn('| ruby | 3 | 2 | 50 % (10 % to 90 %) |', sections('1', folder)['crossed'])
            self.assertEqual(set(sections('2', folder).values()), {MISSING})

    def test_characters_made_of_a_few_pictures_have_their_table(self):
        one = {'id': 'momo', 'label': 'other', 'tried': 8, 'foundAtShare': 4, 'foundAtFlag': 2, 'falseAtFlag': 1}
        text = made_new({'pictures': 5, 'negatives': 90, 'macroAtShare': 0.5, 'macroAtFlag': 0.25, 'characters': [one]})
        self.assertIn('| momo | other | 8 | 4 (50 %) | 2 (25 %) | 1 of 90 |', text)


if __name__ == '__main__':
    unittest.main()
