"""Figures that are told apart in training although no class names them: what sets two of them apart sets a new character apart from others."""
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))


def among(names):
    """A pattern for one of some names, parted by spaces, as a word of its own in a path."""
    return f'(?:.*[^a-z])?({names.replace(" ", "|")})(?:[^a-z].*)?'


class Identities:
    """Numbers of identities by row, by the rules of families.json: which pictures have one (of one source, or of any), and what it is called where."""

    def __init__(self, rules, rows):
        self.rules = [{**rule, 'name': re.compile(rule['name'] if 'name' in rule else among(rule['names']), re.IGNORECASE)} for rule in rules]
        self.species = {name.lower(): str(i + 1) for i, name in enumerate(json.load(open(os.path.join(HERE, 'species.json'), encoding='utf-8')))}
        names = sorted({self.name_of(row) for row in rows} - {None})
        self.number = {name: i for i, name in enumerate(names)}

    def name_of(self, row):
        """What the figure of a row is called, or None; a picture that shows others too says nothing sure."""
        for rule in self.rules:
            if row['label'] != rule['label'] or row['also'] or row['source'] != rule.get('source', row['source']):
                continue
            for found in map(rule['name'].fullmatch, (row.get(column, '') for column in rule['columns'])):
                if found:
                    name = found[1].lower()
                    return f'{rule["label"]} {self.species.get(name, name).lstrip("0")}'
        return None

    def __len__(self):
        return len(self.number)

    def number_of(self, row):
        """The number of the identity of a row, or -1."""
        return self.number.get(self.name_of(row), -1)
