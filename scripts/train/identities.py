"""Figures that are told apart in training although no class names them: what sets two of them apart sets a new character apart from others."""
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))


class Identities:
    """Numbers of identities by row, by the rules of families.json: which pictures have one, and what it is called where."""

    def __init__(self, rules, rows):
        self.rules = [{**rule, 'name': re.compile(rule['name'])} for rule in rules]
        self.species = {name.lower(): str(i + 1) for i, name in enumerate(json.load(open(os.path.join(HERE, 'species.json'), encoding='utf-8')))}
        names = sorted({self.name_of(row) for row in rows} - {None})
        self.number = {name: i for i, name in enumerate(names)}

    def name_of(self, row):
        """What the figure of a row is called, or None; a picture that shows others too says nothing sure."""
        for rule in self.rules:
            found = rule['name'].fullmatch(row.get(rule['column'], '')) if row['source'] == rule['source'] else None
            if found and row['label'] == rule['label'] and not row['also']:
                name = found[1]
                return f'{rule["label"]} {self.species.get(name.lower(), name).lstrip("0")}'
        return None

    def __len__(self):
        return len(self.number)

    def number_of(self, row):
        """The number of the identity of a row, or -1."""
        return self.number.get(self.name_of(row), -1)
