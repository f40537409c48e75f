"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import json
import os
import unittest
import torch
import losses
from identities import HERE, Identities

RULES = [{'label': 'beasts', 'source': 'numbers', 'columns': ['origin'], 'name': r'(\d+)\.png'},
         {'label': 'beasts', 'source': 'names', 'columns': ['origin'], 'name': '([^/]+)/.*'}]


def row(source, origin, label='beasts', also=()):
    return {'label': label, 'source': source, 'origin': origin, 'also': list(also)}


class Rules(unittest.TestCase):
    def test_one_figure_of_two_sources_is_one_identity(self):
        rows = [row('numbers', '004.png'), row('names', 'Charmander/a.png'), row('names', 'Alolan/b.png')]
        identities = Identities(RULES, rows)
        numbers = [identities.number_of(r) for r in rows]
        self.assertEqual((len(identities), numbers[0]), (2, numbers[1]))
        self.assertNotEqual(numbers[0], numbers[2])

    def test_what_no_rule_names_has_none(self):
        rows = [row('numbers', '1.png'), row('numbers', 'x.png'), row('others', '1.png'), row('numbers', '1.png', 'things'),
                row('numbers', '1.png', also=['pikachu'])]
        identities = Identities(RULES, rows)
        self.assertEqual([identities.number_of(r) for r in rows], [0, -1, -1, -1, -1])
        self.assertEqual(len(Identities([], rows)), 0)

    def test_names_are_words_of_a_path_whatever_the_source(self):
        identities = Identities([{'label': 'beasts', 'columns': ['show', 'origin'], 'names': 'fang wolf'}], [])
        named = [identities.name_of(row(source, origin)) for source, origin in (
            ('a', 'img/Fang.png'), ('b', 'wolf_02.jpg'), ('b', 'fangs.png'), ('b', 'werewolf.png'), ('b', 'x/grey-wolf/1.png'))]
        self.assertEqual(named, ['beasts fang', 'beasts wolf', None, None, 'beasts wolf'])

    def test_species_are_listed_once_and_by_their_number(self):
        species = json.load(open(os.path.join(HERE, 'species.json'), encoding='utf-8'))
        self.assertEqual((len(set(species)), species[24], species[150]), (151, 'Pikachu', 'Mew'))


class Loss(unittest.TestCase):
    def test_only_cells_that_show_somebody_are_asked_who_it_is(self):
        logits = torch.zeros(1, 4, 3)
        logits[0, 0, 2] = 20.0
        ask = lambda *cells: losses.told_apart(logits, torch.tensor([cells])).item()
        self.assertEqual(ask(-1, -1, -1, -1), 0)
        self.assertLess(ask(2, -1, -1, -1), 0.01)
        self.assertGreater(ask(1, -1, -1, -1), 10)


if __name__ == '__main__':
    unittest.main()
