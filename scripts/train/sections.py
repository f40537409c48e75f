"""The parts of the model card out of measured/*.json: of figures.py, cross_validate.py, `evaluate --altered`, evaluate-boxes.ts."""
import json
import os
from measure import MEASURABLE
from thresholds import OWN_TAIL, TAIL_SHARE

HERE = os.path.dirname(os.path.abspath(__file__))
MISSING = 'Not measured for this version.'
# What the ways of `npm run evaluate -- --altered` are, for a reader.
WAYS = {
    'crf35': 'H.264 at constant rate factor 35, at the size of the picture (224 pixels at most)',
    'half': 'half size', 'mirrored': 'mirrored', 'tall': 'cropped to 9:16 about the middle',
    'overlaid': 'subtitles and interface drawn over', 'together': 'mirrored, drawn over, half size and H.264, all at once',
    'busy': 'the character cut out, at 25 to 50 % of the height of a busy frame',
}


def percent(x, digits=0):
    return '-' if x is None else f'{100 * x:.{digits}f} %'


def found(x):
    """A recall with its interval."""
    return '-' if not x or x.get('recall') is None else f'{percent(x["recall"])} ({percent(x["low"])} to {percent(x["high"])})'


def table(head, rows):
    rows = [[str(cell) for cell in row] for row in rows]
    return '\n'.join(['| ' + ' | '.join(line) + ' |' for line in [head, ['---'] * len(head), *rows]])


def altered_table(ways):
    rows = [[text, way['pictures'], way['entries'], percent(way['plainMacroRecall'], 1), percent(way['macroRecall'], 1),
             percent(way['loss'], 1), f'{way["falseMatches"]} ({way["plainFalseMatches"]}) of {way["negatives"]}']
            for name, text in WAYS.items() for way in [ways.get(name)] if way]
    return table(['shown as', 'pictures', 'entries', 'macro recall plain', 'shown so', 'loss', 'false matches (plain)'], rows)


def looked_closer(m):
    n = m['negatives']
    return '\n'.join([
        'As a video is looked at while it plays, the whole frame and then each of four parts of 60 % of its sides, for characters at `flag` '
        'alone; found at any of the five looks:', '', altered_table(m['closer']), '',
        f'Of all {n["pictures"]} negatives {n["whole"]} were flagged at one look ({percent(n["whole"] / n["pictures"], 2)}) and {n["closer"]} '
        f'({percent(n["closer"] / n["pictures"], 2)}) at any of five. No video is flagged without a sign of AI besides, and where that is weak '
        'two such reads are needed.'])


def altered(m):
    b = m['boxes']
    return '\n'.join([
        'At one look at the whole frame:', '', altered_table(m['ways']), '', looked_closer(m), '',
        f'Of {b["composites"]} such composites {b["matched"]} were matched at `unsure` or better; the centre of the box lay inside the '
        f'figure\'s own box in {percent(b["centreInBox"] / max(1, b["matched"]))} and on the figure itself in '
        f'{percent(b["centreOnFigure"] / max(1, b["matched"]))} of them.'])


def tiers(m):
    """Recall of every measured entry in every tier."""
    names = [name for name in WAYS if name in m['ways']]
    entries = m['ways']['half']['byEntry'] if 'half' in m['ways'] else {}
    rows = []
    for entry, (_, plain, n) in entries.items():
        cells = [m['ways'][name]['byEntry'].get(entry) for name in names]
        rows.append([entry, n, percent(plain / n), *(percent(c[0] / c[2]) if c else '-' for c in cells)])
    return table(['entry', 'pictures', 'plain', *names], rows)


def ghibli(m):
    rows = [[r['pictures'], r['against'], r['negatives'], found(r['at2']), r['averagePrecision']] for r in m['ghibli']]
    return table(['Ghibli look', 'against', 'pictures', 'recall at 2 %', 'average precision'], rows)


def styles(m):
    rows = [[r['id'], r['n'], found(r['at2']), r['averagePrecision']] for r in m['styles']]
    known = [r['averagePrecision'] for r in m['styles'] if r['n'] >= 5 and r['id'] != 'style-ghibli']
    mean = f'{sum(known) / len(known):.3f} over {len(known)} entries' if known else 'not measured'
    return table(['style', 'pictures', 'recall at 2 % of negatives', 'average precision'], rows) + (
        f'\n\nMacro average precision of owned styles other than Ghibli with at least five pictures: {mean}.')


def made_by_ai(m):
    ai = m['ai']
    others = ', '.join(f'{name} {count}' for name, count in ai['ofNoEntry'].items()) or 'none'
    if not ai['n']:
        return f'There is no AI-made picture of a character of the pack on dev. Of characters without an entry: {others}.'
    each = ', '.join(f'{source} {hits} of {n}' for source, (hits, n) in ai['bySource'].items())
    return (f'AI-made pictures and frames of characters of the pack: {ai["n"]} on dev, {ai["heldBack"]} held back. At `flag` '
            f'{found(ai)} ({each}); {ai["hitsAt2"]} of {ai["n"]} at 2 % of the negatives of their entry; average precision '
            f'{ai["averagePrecision"]}. AI-made characters without an entry, so not counted: {others}.')


def seen(m):
    s = m['seen']
    rate = 1000 * s['matched'] / max(1, s['pictures'])
    return (f'Of {s["pictures"]} human-made pictures of nobody in the pack {s["matched"]} match at `flag`: {rate:.1f} in 1,000 (95 %: at most '
            f'{s["perThousandHigh"]}). As clips without a sign of AI they would be `seen`, which nobody is shown unasked; none would be flagged.')


def reliability(m):
    rows = [[f'{r["from"]:.1f} to {r["to"]:.1f}', r['pairs'], r['right'], percent(r['right'] / r['pairs'], 1) if r['pairs'] else '-',
             r['meanScore'] if r['meanScore'] is not None else '-'] for r in m['reliability']['all']]
    return table(['score', 'pairs of picture and entry', 'right', 'share right', 'mean score'], rows)


def named(m):
    rows = [[name, e['n'], e['sources'], found(e)] for name, e in m['summary']['named'].items()]
    many = m['summary']['manyPictures']
    return table(['entry', 'dev pictures', 'sources', 'recall at `flag`'], rows) + (
        f'\n\nMacro recall over the {many["entries"]} measured entries with at least {many["atLeast"]} training pictures: '
        f'{percent(many["macroRecall"], 1)}.')


def shares(groups):
    return ', '.join(f'{name} {hits}/{n}' for name, (hits, n) in sorted(groups.items()))


def errors(m):
    rows = [[name, shares(e['media']), shares(e['sources']), ', '.join(f'{k} {v}' for k, v in e['confusions'].items())]
            for name, e in m['entries'].items() if e['media']]
    return table(['entry', 'found by medium', 'found by source', 'matched wrongly as'], rows)


def thresholds(m):
    if 'reasons' not in m:
        return MISSING
    r = m['reasons']
    head = (f'Both thresholds are fitted on {r["negatives"]} views of held-back negatives, each picture as it is and altered as other '
            f'frames would be: `flag` so that {percent(r["budgets"]["flag"], 1)} of them may match anything ({r["whole"]["flag"]} do), `unsure` so that '
            f'{percent(r["budgets"]["unsure"], 1)} may ({r["whole"]["unsure"]} do). Each entry lies {OWN_TAIL} of the way (in log-odds) to the mean '
            f'of its own {percent(TAIL_SHARE, 1)} highest negatives, and all of them one and the same step from there: who is often taken for '
            'somebody else has a higher threshold, and no handful of negatives decides alone.')
    rows = [[name, f'{e["unsure"]:.3f}', f'{e["flag"]:.3f}', e['words']] for name, e in r['entries'].items()]
    return head + '\n\n' + table(['entry', '`unsure`', '`flag`', 'why'], rows)


def our_drawings(m):
    if not m['fresh']:
        return 'No drawings of our own were among them.'
    raised = ', '.join(m['raised']) or 'none'
    return (f'With the held-back pictures stood {m["fresh"]} drawings of nobody by the generator of the sample feed, which the feed itself does not '
            f'show, each as it is and altered too. And no threshold lies below what {m["found"]} frames of clips of that feed scored in which somebody '
            f'was seen who is not there; that decided for: {raised}. So the sample feed shows that what was found stays mended, and '
            'is no measure of false flags.')


def by_hand(m):
    share = f'{percent(m["centred"] / max(1, m["matched"]))} ({percent(m["low"])} to {percent(m["high"])})'
    return (f'On {m["pictures"]} pictures of dev whose figures were boxed by eye (`scripts/train/boxes.tsv`), {m["matched"]} matched at '
            f'`unsure` or better; the centre of the box lay on the figure in {m["centred"]} of these, {share}; '
            f'a centre anywhere would have been right in {percent(m["chance"])}.')


def crossed(m):
    rows = [[name, e['pictures'], e['sources'], found(e)] for name, e in m['entries'].items()]
    return table(['entry', 'pictures', 'sources', 'found with its source left out'], rows) + (
        '\n\nThe network itself is not trained anew: it saw the training pictures of the source that is left out, which is kind. The prototypes are '
        'plain centres of cells and not trained against other classes, which is strict: an entry with close kin (Pikachu among Pokémon) loses by it.')


def made_new(m):
    rows = [[c['id'], c['label'], c['tried'], f'{c["foundAtShare"]} ({percent(c["foundAtShare"] / c["tried"])})',
             f'{c["foundAtFlag"]} ({percent(c["foundAtFlag"] / c["tried"])})', f'{c["falseAtFlag"]} of {m["negatives"]}']
            for c in m['characters']]
    return (f'Entries made of {m["pictures"]} pictures by the builder of the product, for characters that the network was never taught by '
            f'name: mean recall {percent(m["macroAtShare"], 1)} where 1 in 200 negatives of dev matches the entry, {percent(m["macroAtFlag"], 1)} at '
            f'the `flag` that the builder chose. The network did see most of them, inside one class of many characters; only those of '
            f'`ai-video-frame` were never trained on, and all of their pictures are of one generator.\n\n'
            + table(['character', 'taught as', 'pictures', 'found at 1 in 200', 'found at `flag`', 'false at `flag`'], rows))


def teachers(m):
    """The teachers, measured as what ships is: thresholds of their own on the same held-back negatives, float weights."""
    each = m['teachers'].items()
    names = [n for n, e in next(iter(m['teachers'].values()))['entries'].items() if e['n'] >= MEASURABLE]
    rows = [['macro recall', *(t['macroRecall'] for _, t in each)],
            ['false matches', *(f'{t["falseMatches"]} of {t["negatives"]}' for _, t in each)],
            *([n, *(found(t['entries'][n]) for _, t in each)] for n in names)]
    return table(['', *(f'teacher at {int(pixels):,} pixels' for pixels, _ in each)], rows)


PARTS = {'drawn': (our_drawings,), 'altered': (altered, tiers), 'figures': (ghibli, styles, made_by_ai, seen, reliability, named, errors, thresholds),
         'boxes': (by_hand,), 'crossed': (crossed,), 'new-character': (made_new,), 'teachers': (teachers,)}


def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def sections(version, folder=os.path.join(HERE, '..', '..', 'models', 'measured')):
    """Text by name of its part; figures of another version of the recogniser are not shown as if they were of this one."""
    texts = {}
    for name, parts in PARTS.items():
        path = os.path.join(folder, name + '.json')
        measured = read(path) if os.path.exists(path) else {}
        is_of_this = measured.get('recogniser') == version
        texts.update({part.__name__: part(measured) if is_of_this else MISSING for part in parts})
    return texts
